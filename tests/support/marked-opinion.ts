import { p, r, wordFile, type WordParts } from "../import/docx/word-file.ts";

/** The author and date of a mark in a Word file. */
export interface Setter {
  author?: string;
  date?: string;
}

function by({ author = "The member", date = "2013-02-02T10:00:00Z" }: Setter): string {
  return `w:id="1" w:author="${author}" w:date="${date}"`;
}

/** Returns an insertion, as a word processor tracks it. */
export function ins(text: string, setter: Setter = {}): string {
  return `<w:ins ${by(setter)}>${r(text)}</w:ins>`;
}

/** Returns a tracked deletion. */
export function del(text: string, setter: Setter = {}): string {
  return `<w:del ${by(setter)}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
}

/** Returns an inserted paragraph, including its end. */
export function insertedParagraph(text: string, setter: Setter = {}): string {
  return `<w:p><w:pPr><w:rPr><w:ins ${by(setter)}/></w:rPr></w:pPr>${ins(text, setter)}</w:p>`;
}

/** Returns a deleted paragraph, including its end. */
export function deletedParagraph(text: string, setter: Setter = {}): string {
  return `<w:p><w:pPr><w:rPr><w:del ${by(setter)}/></w:rPr></w:pPr>${del(text, setter)}</w:p>`;
}

/** Returns runs with a comment on them. The comment's text is in the comments part. */
export function commented(id: number, inside: string): string {
  const at = `w:id="${String(id)}"`;
  return `<w:commentRangeStart ${at}/>${inside}<w:commentRangeEnd ${at}/><w:r><w:commentReference ${at}/></w:r>`;
}

/** The first draft of Opinion 5, one paragraph per line. Each line can be replaced by its own marked-up XML. */
const lines = {
  title: "Draft Opinion 5: Taking part",
  opening: "The fifth Forum (Geneva, 2013),",
  considering: "considering",
  a: "a) that many are concerned by what is decided;",
  b: "b) that few are able to take part in meetings;",
  c: "c) that meetings are held far away,",
  view: "is of the view",
  one: "1 that taking part should be made easier;",
  two: "2 that records should be kept.",
} as const;

/** The lines of that draft without marks. */
export const markedLines: readonly string[] = Object.values(lines);

/** Returns a Word file of that draft with marks. `paragraphs` replaces lines by name; its cover comes before them. */
export function markedOpinion(
  paragraphs: Partial<Record<keyof typeof lines | "cover", string>> = {},
  parts: Omit<WordParts, "body"> = {},
): Uint8Array {
  const body = Object.entries(lines).map(([name, text]) => paragraphs[name as keyof typeof lines] ?? p(text));
  return wordFile({ ...parts, body: (paragraphs.cover ?? "") + body.join("") });
}
