import * as z from "zod";
import { codesOf } from "#core/text/closed-list.ts";

/** The properties of a layout. */
interface LayoutFacts {
  /** Whether it shows the text itself, so that comments in a Word or PDF file are real comments on its words. */
  commentsOnText: boolean;
  /** Whether it is printed in landscape. */
  wide: boolean;
  /** Whether it is arranged by source, and so unavailable if sources are hidden. */
  namesSources: boolean;
}

/**
 * The page layouts of a commented text, in the order of choices.
 *
 * - on-the-words: the text, with each comment anchored to its words;
 * - tracked-changes: the same, with each proposal as a tracked change under its author's name;
 * - forum: clause by clause, each followed by its comments with author and date, as in the second draft of August 2012;
 * - three-columns: original text, source, comment or proposal, as at the WSIS of 2005;
 * - comment-form: one row per comment, in the columns of the ISO, IEC and CEN form;
 * - by-source: grouped by source, each with a line that counts its comments and proposals;
 * - letter: the outcomes of the comments of one organisation or person. Without a recipient, one file for each;
 * - record: clause by clause, the text and its changes, and each request with its decision and reason.
 */
export const compilationLayouts = {
  "on-the-words": { commentsOnText: true, wide: false, namesSources: false },
  "tracked-changes": { commentsOnText: true, wide: false, namesSources: false },
  forum: { commentsOnText: false, wide: false, namesSources: false },
  "three-columns": { commentsOnText: false, wide: true, namesSources: false },
  "comment-form": { commentsOnText: false, wide: true, namesSources: false },
  "by-source": { commentsOnText: false, wide: false, namesSources: true },
  letter: { commentsOnText: false, wide: false, namesSources: true },
  record: { commentsOnText: false, wide: false, namesSources: false },
} as const satisfies Readonly<Record<string, LayoutFacts>>;
export const CompilationLayout = z.enum(codesOf(compilationLayouts));
export type CompilationLayout = z.infer<typeof CompilationLayout>;

/** A layout whose comments are real comments on the words of the text. */
export type LayoutOnText = {
  [Layout in CompilationLayout]: (typeof compilationLayouts)[Layout] extends { commentsOnText: true } ? Layout : never;
}[CompilationLayout];

/** Returns whether the comments of a layout are real comments on the words of the text. */
export function isOnText(layout: CompilationLayout): layout is LayoutOnText {
  return compilationLayouts[layout].commentsOnText;
}
