import { p, r, wordFile, type WordParts } from "../import/docx/word-file.ts";

/** Who set a mark in a Word file, and when. */
export interface Setter {
  author?: string;
  date?: string;
}

function by({ author = "The member", date = "2013-02-02T10:00:00Z" }: Setter): string {
  return `w:id="1" w:author="${author}" w:date="${date}"`;
}

/** Words put in, as a word processor tracks them. */
export function ins(text: string, setter: Setter = {}): string {
  return `<w:ins ${by(setter)}>${r(text)}</w:ins>`;
}

/** Words taken out. */
export function del(text: string, setter: Setter = {}): string {
  return `<w:del ${by(setter)}><w:r><w:delText xml:space="preserve">${text}</w:delText></w:r></w:del>`;
}

/** A paragraph that is put in, its end with it. */
export function insertedParagraph(text: string, setter: Setter = {}): string {
  return `<w:p><w:pPr><w:rPr><w:ins ${by(setter)}/></w:rPr></w:pPr>${ins(text, setter)}</w:p>`;
}

/** A paragraph that is taken out, its end with it. */
export function deletedParagraph(text: string, setter: Setter = {}): string {
  return `<w:p><w:pPr><w:rPr><w:del ${by(setter)}/></w:rPr></w:pPr>${del(text, setter)}</w:p>`;
}

/** Runs with a comment on them; its words are in the comments' part. */
export function commented(id: number, inside: string): string {
  const at = `w:id="${String(id)}"`;
  return `<w:commentRangeStart ${at}/>${inside}<w:commentRangeEnd ${at}/><w:r><w:commentReference ${at}/></w:r>`;
}

/** The first draft of Opinion 5, a paragraph each line; every one can be replaced by marked-up XML of its own. */
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

/** A Word file of that draft with marks: paragraphs by the name of their line; what has no name here comes before. */
export function markedOpinion(
  paragraphs: Partial<Record<keyof typeof lines | "cover", string>> = {},
  parts: Omit<WordParts, "body"> = {},
): Uint8Array {
  const body = Object.entries(lines).map(([name, text]) => paragraphs[name as keyof typeof lines] ?? p(text));
  return wordFile({ ...parts, body: (paragraphs.cover ?? "") + body.join("") });
}
