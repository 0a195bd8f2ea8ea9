/**
 * Ids of the styles for text that a Word export adds around the draft. The importer skips text in these styles, so that
 * a marked-up file imports as the draft alone, without its title page.
 */
export const generatedStyles = {
  /**
   * The title page. The first style is in every exported file; without it a file is not ours and the other styles have
   * another meaning.
   */
  titlePage: ["CoverForum", "CoverSymbol", "CoverTitle", "CoverSubtitle", "CoverNotice", "CoverFact"],
  /** The end of the last page, with the hashes of the text. */
  lastPage: ["ClosingFact"],
  /** The text that unplaced comments are attached to. */
  unplaced: ["UnplacedHeading", "UnplacedText"],
  /** Comments that a layout prints between the clauses. */
  compiled: ["AnnexHeading", "Source", "SourceText", "ReplySource", "ReplyText"],
  /**
   * Unused styles of a file in a template that has content of its own before the title page, or after the last page.
   * That content is skipped too.
   */
  template: { before: "HouseBefore", after: "HouseAfter" },
  /** A character style for text about a comment that the commenter did not write. */
  remark: "CommentMeta",
  /** A character style for the lines of a paragraph, which are no part of its text. */
  lineRange: "LineRange",
  /** A character style for the mark of a footnote that is printed as a paragraph. */
  printedNote: "PrintedNote",
} as const;

/** Returns the notice for a skipped paragraph in one of these styles, or null for a paragraph of the draft. */
export function skippedContentNotice(
  styles: readonly (string | undefined)[],
): "title-page-left-out" | "compiled-comments-left-out" | null {
  const hasStyle = (named: readonly string[]): boolean =>
    styles.some((style) => style !== undefined && named.includes(style));
  const { titlePage, lastPage, unplaced } = generatedStyles;
  if (hasStyle([...titlePage, ...lastPage, ...unplaced])) return "title-page-left-out";
  return hasStyle(generatedStyles.compiled) ? "compiled-comments-left-out" : null;
}
