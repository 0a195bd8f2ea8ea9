import * as z from "zod";

/**
 * The page layout of a commented text.
 *
 * - on-the-words: the text, with each comment anchored to its words;
 * - tracked-changes: the same, with each proposal as a tracked change under its author's name;
 * - forum: clause by clause, each followed by its comments with author and date, as in the second draft of August 2012;
 * - three-columns: original text, source, comment or proposal, as at the WSIS of 2005;
 * - comment-form: one row per comment, in the columns of the ISO, IEC and CEN form;
 * - by-source: grouped by source, each with a line that counts its comments and proposals.
 */
export const compilationLayouts = [
  "on-the-words",
  "tracked-changes",
  "forum",
  "three-columns",
  "comment-form",
  "by-source",
] as const;
export const CompilationLayout = z.enum(compilationLayouts);
export type CompilationLayout = z.infer<typeof CompilationLayout>;
