/**
 * Styles of what a Word file written here says of itself, by id: the writer sets them, and the reader leaves out what stands
 * in them, so that a file that comes back marked up is the draft again and not the draft with a title page before it.
 */
export const furnitureStyles = {
  /** The title page. Its first line's style is in every file written here; without it the others mean something else. */
  titlePage: ["CoverForum", "CoverTitle", "CoverSubtitle", "CoverNotice", "CoverFact"],
  /** What comments stand on that have no place in the text. */
  unplaced: ["UnplacedHeading", "UnplacedText"],
  /** Words about a comment that are not the commenter's: a style of characters. */
  remark: "CommentMeta",
} as const;
