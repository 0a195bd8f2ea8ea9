/** What had to be decided, or could not be read, in a comment form or a collection of annotations. Worded in core/messages. */
export const remarkNotices = [
  /** { head, column } A column was taken for one of the form's by words in its head. */
  "form-column-guessed",
  /** { head, column } A second column is called like one that was taken already. */
  "form-column-twice",
  /** { head } A column is none of the form's. */
  "form-column-unknown",
  /** {} A row has something in it, and neither a comment nor a proposed change. */
  "form-row-without-comment",
  /** { standing } The row says that it was withdrawn, hidden or erased. */
  "form-row-not-open",
  /** { type } Neither ge, te nor ed. */
  "form-type-unknown",
  /** {} Answers stand in one cell, and are not told apart there. */
  "form-replies-left-out",
  /** {} A Word file without a mark is laid out as a comment form, or as our layouts of what was said are; none is read. */
  "form-in-word",
  /** { address } A page of the collection is not in the file. */
  "annotation-page-missing",
  /** {} It says nothing that can be read as words. */
  "annotation-without-words",
  /** { answers } It answers something that is not in the file. */
  "annotation-answers-nothing",
  /** { id } It is no annotation of the W3C's model. */
  "annotation-not-read",
  /** {} Its place is told in a way that is not read here, and by no words. */
  "annotation-without-place",
] as const;
export type RemarkNotice = (typeof remarkNotices)[number];
