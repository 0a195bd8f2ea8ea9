import type { RemarkNotice } from "#core/receive/remark-notice.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** What was decided or could not be read in a comment form or a collection of annotations. */
export const remarks: Catalogue<RemarkNotice> = {
  "form-column-guessed": "The column “{head}” was taken for “{column}”.",
  "form-column-twice": "The column “{head}” was left out, since another was taken for “{column}”.",
  "form-column-unknown": "The column “{head}” is none of the form’s, and was left out.",
  "form-row-without-comment": "The row has neither a comment nor a proposed change, and was left out.",
  "form-row-not-open": "The row was left out, since it says: {standing}.",
  "form-type-unknown": "“{type}” is none of the types ge, te and ed. It was taken as general.",
  "form-replies-left-out": "The answers in this row were left out.",
  "form-in-word":
    "This is a comment form or a list of comments in a Word file, which is not read. Send the form as an Excel or CSV file, or the draft itself with tracked changes and comments.",
  "annotation-page-missing": "A page of the collection is not in the file: {address}",
  "annotation-without-words": "An annotation without words was left out.",
  "annotation-answers-nothing": "What it answers is not in the file: {answers}",
  "annotation-not-read": "Something in the collection is no annotation, and was left out. {id}",
  "annotation-without-place": "Its place is told in a way that is not read here.",
};
