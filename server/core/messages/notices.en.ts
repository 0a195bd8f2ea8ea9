import type { Catalogue } from "#core/messages/catalogue.ts";
import type { RemarkNotice } from "#core/receive/read-contribution.ts";
import type { ReadingNotice } from "#core/text/notice.ts";

/** Notices on decisions and omissions made while reading a file. */
export const notices: Catalogue<ReadingNotice> = {
  "cell-changes-left-out":
    "A table has tracked changes of its cells: cells put in, taken out or joined. They were left out, and the table stands with all of its cells.",
  "comments-left-out":
    "{count, plural, one {The file holds one comment, which is not part of the text.} other {The file holds # comments, which are not part of the text.}}",
  "compiled-comments-changed":
    "Something was written among the comments that the file prints between the clauses, and was not read: “{words}”.",
  "compiled-comments-left-out":
    "The file was exported with its comments printed between the clauses. They were left out; the text alone was read.",
  "contents-left-out": "A table of contents was left out; it repeats the headings.",
  "deletion-without-place":
    "{count, plural, one {The file keeps the words of one tracked deletion and no place they were taken from. They were left out.} other {The file keeps the words of # tracked deletions and no places they were taken from. They were left out.}}",
  "encoding-guessed": "The file does not say how its letters are stored. They were read as {encoding}.",
  "equation-as-text": "A formula was read as a plain line of its signs.",
  "equation-left-out": "A formula was left out.",
  "field-without-result": "A field that has no text yet was left out: {field}",
  "formatting-changes-accepted":
    "{count, plural, one {The file has one tracked change of formatting alone. The text was read with it made.} other {The file has # tracked changes of formatting alone. The text was read with all of them made.}}",
  "formatting-changes-rejected":
    "{count, plural, one {The file has one tracked change of formatting alone. The text was read as before it, and it makes no proposal.} other {The file has # tracked changes of formatting alone. The text was read as before them, and they make no proposals.}}",
  "formatting-changes-stand":
    "{count, plural, one {The file has one tracked change of formatting alone. OpenDocument does not say how it was before, so the text was read with it made.} other {The file has # tracked changes of formatting alone. OpenDocument does not say how it was before, so the text was read with all of them made.}}",
  "hidden-text-left-out": "Text that the page hides was left out.",
  "insertion-taken-back":
    "What this file puts in was taken out again by {author}: “{words}”. That makes no proposal of its own.",
  "language-differs":
    "The file says its language is {declared}, but the text reads as {language}. It was taken as {language}.",
  "language-guessed": "The file does not name its language. It was taken as {language}.",
  "language-unknown": "The language could not be told from the file. It was taken as {language}.",
  "letters-out-of-order":
    "The PDF file has text that runs from right to left. Two letters drawn as one (lam and alef) may have changed places; please compare with the pages.",
  "link-left-out":
    "A link was left out and its words kept, since it leads to a kind of address that is not allowed: {href}",
  "named-otherwise": "The file’s name ends in .{ending}, but its content is {format}. It was read by its content.",
  "nested-table": "A table inside a cell was read as lines of that cell.",
  "note-missing": "A reference leads to note {id}, which the file does not hold.",
  "note-without-reference": "No place in the text refers to note {label}. It was put at the end.",
  "number-format-unknown": "A list counts in a way not known here ({format}). Its numbers were written in figures.",
  "object-left-out": "Something embedded, such as a chart or a film, was left out.",
  "page-furniture-left-out":
    "{count, plural, one {One line at the head or foot of a page was left out as a running head or a page number.} other {# lines at the heads and feet of pages were left out as running heads and page numbers.}}",
  "part-left-out": "Another file that is joined to this one was left out ({what}).",
  "picture-left-out": "A picture was left out. {description}",
  "read-by-its-look":
    "A PDF file holds the look of pages and no structure. Paragraphs, labels and headings were told by how they are set, and footnotes by small letters at the foot of a page; tables stand as lines, and tracked changes cannot be in such a file. Where there is a Word or OpenDocument file of this text, it is read more surely.",
  "symbol-unknown": "A symbol ({code} in the font {font}) has no known letter; a sign stands in its place.",
  "text-box-put-in": "{author} put in a text box, which makes no proposal: “{words}”.",
  "title-page-left-out":
    "The title page that Rapporteur put before the text when the file was exported was left out, and what the file says at its end of comments without a place.",
  "tracked-changes-accepted":
    "The file has tracked changes ({insertions} insertions, {deletions} deletions, {moves} moves). The text was read with all of them made.",
  "words-out-of-place": "The file has words where its form has no place for them, which were left out: “{words}”.",
  "tracked-changes-rejected":
    "The file has tracked changes ({insertions} insertions, {deletions} deletions, {moves} moves). The text was read with none of them made.",
};

/** Notices on a comment form or a collection of annotations: decisions, and parts that could not be read. */
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
