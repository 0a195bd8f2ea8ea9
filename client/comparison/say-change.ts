import type { TextRange } from "#core/compare/comparison.ts";
import type { ChangePlace } from "./change-walk.ts";
import type { Drawing } from "./drawing.ts";

/** More than this of a change is not said: who hears it has the words themselves under the focus. */
const mostCharacters = 120;

/** A change in a sentence, for who hears the page: "“described” became “entrusted”". */
export function sayChange({ class: name, base, revised }: ChangePlace, texts: Drawing["texts"]): string {
  const gone = quoted(base, texts.base);
  const come = quoted(revised, texts.revised);
  if (name === "move") return gone ? `${gone} moved away` : `${come} moved here`;
  if (gone && come) return `${gone} became ${come}`;
  return gone ? `${gone} taken out` : `${come} put in`;
}

function quoted(ranges: readonly TextRange[], text: string): string {
  const words = ranges
    .map((range) => text.slice(...range))
    .join(" … ")
    .trim();
  if (words === "") return "";
  return words.length <= mostCharacters ? `“${words}”` : `“${words.slice(0, mostCharacters)}…”`;
}
