import * as z from "zod";

/**
 * How a commented text is laid out on pages.
 *
 * - on-the-words: the text, with each comment on its words;
 * - tracked-changes: the same, with each proposal a tracked change under the name of who proposes it;
 * - forum: clause by clause, under each what was said on it, by whom and when, as the second draft of August 2012 had it;
 * - three-columns: original text, source, comment or proposal, as at the WSIS of 2005;
 * - comment-form: a row a comment, in the columns of the ISO, IEC and CEN form;
 * - by-source: all that one source says together, with a line that says how much it is.
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
