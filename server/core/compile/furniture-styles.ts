/**
 * Styles of what a Word file written here says of itself, by id: the writer sets them, and the reader leaves out what stands
 * in them, so that a file that comes back marked up is the draft again and not the draft with a title page before it.
 */
export const furnitureStyles = {
  /** The title page. Its first line's style is in every file written here; without it the others mean something else. */
  titlePage: ["CoverForum", "CoverTitle", "CoverSubtitle", "CoverNotice", "CoverFact"],
  /** What comments stand on that have no place in the text. */
  unplaced: ["UnplacedHeading", "UnplacedText"],
  /** Comments that a layout prints between the clauses. */
  compiled: ["AnnexHeading", "Source", "SourceText", "ReplySource", "ReplyText"],
  /** Words about a comment that are not the commenter's: a style of characters. */
  remark: "CommentMeta",
  /** The sign of a footnote where it is printed as a paragraph: another style of characters. */
  printedNote: "PrintedNote",
} as const;

/** What a reader says of a paragraph in one of these styles; null for one of the draft. */
export function furnitureOf(
  styles: readonly (string | undefined)[],
): "title-page-left-out" | "compiled-comments-left-out" | null {
  const stands = (named: readonly string[]): boolean =>
    styles.some((style) => style !== undefined && named.includes(style));
  if (stands([...furnitureStyles.titlePage, ...furnitureStyles.unplaced])) return "title-page-left-out";
  return stands(furnitureStyles.compiled) ? "compiled-comments-left-out" : null;
}
