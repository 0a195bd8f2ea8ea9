import type { AmendedPart, Reply } from "#core/discuss/reply.ts";
import { word } from "./export-phrases.ts";

/** Returns an amendment in words: the text that it replaces, and the text that replaces it. */
export function amendmentWords(parts: readonly AmendedPart[], language: string): string {
  const without = (kind: AmendedPart["kind"]): string =>
    parts
      .filter((part) => part.kind !== kind)
      .map(({ text, insertion }, index, shown) =>
        index > 0 && insertion !== shown[index - 1]?.insertion ? ` … ${text}` : text,
      )
      .join("")
      .replace(/\s+/gu, " ")
      .trim();
  const [before, after] = [without("inserted"), without("deleted")];
  return word(after === "" ? "export-amended-rejected" : "export-amended", language, { before, after });
}

/** Returns the amendment of a reply in words; undefined if it has none, or if its text has these words already. */
export function unsaidAmendment(
  { text, amendment }: { text: string | null } & Pick<Reply, "amendment">,
  language: string,
): string | undefined {
  const words = amendment && amendmentWords(amendment, language);
  return words && !text?.includes(words) ? words : undefined;
}
