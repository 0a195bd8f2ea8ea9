import * as z from "zod";

/**
 * The kinds of clause. An Opinion has a title, an opening line, verbs, recitals and operative items. A report has
 * headings and paragraphs. Both have items (lettered or numbered parts of the clause above), footnotes and cells.
 */
export const clauseKinds = [
  "title",
  "opening",
  "verb",
  "recital",
  "operative",
  "heading",
  "paragraph",
  "item",
  "footnote",
  "cell",
] as const;

export const ClauseKind = z.enum(clauseKinds);
export type ClauseKind = z.infer<typeof ClauseKind>;
