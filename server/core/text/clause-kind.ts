import * as z from "zod";

/**
 * What a clause is in its text. An Opinion has a title, an opening line, verbs, recitals and operative items; a report
 * has headings and paragraphs; both have items (lettered or numbered parts of the clause above), footnotes and cells.
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

/** What kind of clause it is. */
export const ClauseKind = z.enum(clauseKinds);
export type ClauseKind = z.infer<typeof ClauseKind>;
