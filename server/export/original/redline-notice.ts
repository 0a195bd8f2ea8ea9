import { WordFile, type Parts } from "./word-file.ts";
import { elementsOf, textIn } from "./xml-source.ts";

/** Something that a redline in the revised file does not show. */
export type RedlineNotice =
  /** Tracked changes of the two files that were accepted first. */
  | { readonly code: "changes-accepted"; readonly count: number }
  /** Comments of the base file. */
  | { readonly code: "base-comments-left-out"; readonly count: number }
  /** Headers and footers differ. Those of the revised file are kept. */
  | { readonly code: "headers-not-compared" }
  /** Styles of deleted text that the revised file does not have. */
  | { readonly code: "styles-left-out"; readonly count: number }
  /** Paragraphs of an OpenDocument text that stay empty once their text is accepted or rejected. */
  | { readonly code: "ends-not-tracked"; readonly count: number }
  /** Inserted and deleted drawings of an OpenDocument text that LibreOffice accepts and rejects with nothing. */
  | { readonly code: "drawings-not-tracked"; readonly count: number };

/** Returns what a redline of two files leaves out of the base. */
export function leftOutOf(base: Parts, revised: Parts): RedlineNotice[] {
  const files = [new WordFile(base), new WordFile(revised)] as const;
  const comments = elementsOf(files[0].relatedRoot("comments")).filter(({ name }) => name === "w:comment").length;
  const [headers, others] = files.map(headerTexts);
  return [
    ...(comments > 0 ? [{ code: "base-comments-left-out", count: comments } as const] : []),
    ...(headers === others ? [] : [{ code: "headers-not-compared" } as const]),
  ];
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
