import type { Parts } from "../../package/parts.ts";
import { elementsOf, type SourceElement, textIn, wordAttribute } from "../../package/xml-source.ts";
import { leftOutNotices, missingOf, type RedlineNotice } from "../../tracked/redline-notice.ts";
import { WordFile } from "../word-file.ts";

/** Returns what a redline of two files leaves out of the base. */
export function leftOutOf(base: Parts, revised: Parts): RedlineNotice[] {
  const files = [new WordFile(base), new WordFile(revised)] as const;
  const [own, kept] = files.map((file) => elementsOf(file.relatedRoot("comments")).filter(isComment));
  const comments = missingOf(own ?? [], kept ?? [], (comment) => [
    wordAttribute(comment, "author"),
    wordAttribute(comment, "date"),
  ]);
  return leftOutNotices(comments, [headerTexts(files[0]), headerTexts(files[1])]);
}

function isComment({ name }: SourceElement): boolean {
  return name === "w:comment";
}

/** Returns the texts of all headers and footers, in a fixed order. */
function headerTexts(file: WordFile): string {
  return file
    .relationsOf(file.main)
    .filter(({ type }) => type === "header" || type === "footer")
    .flatMap(({ type, target }) => {
      const root = file.source(target)?.root;
      const text = root ? textIn(root).replace(/\s+/gu, " ").trim() : "";
      return text === "" ? [] : [`${type} ${text}`];
    })
    .sort()
    .join("\n");
}
