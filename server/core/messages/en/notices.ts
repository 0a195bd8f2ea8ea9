import type { RemarkNotice } from "#core/receive/read-contribution.ts";
import type { ReadingNotice } from "#core/text/notice.ts";

/** Notices on decisions and omissions made while reading a file. */
export const notices = {
  "cell-changes-left-out":
    "A table has tracked changes to its cells: inserted, deleted or merged. They were ignored, so the table has all of its cells.",
  "comments-left-out":
    "{count, plural, one {The file has # comment, which is not part of the text.} other {The file has # comments, which are not part of the text.}}",
  "compiled-comments-changed":
    "Text was inserted among the comments printed between the clauses. It was not read: “{words}”.",
  "compiled-comments-left-out":
    "The file was exported with comments printed between the clauses. Only the text of the draft was read.",
  "contents-left-out": "A table of contents was left out, because it repeats the headings.",
  "deletion-without-place":
    "{count, plural, one {# tracked deletion has no location in the file and was left out.} other {# tracked deletions have no location in the file and were left out.}}",
  "editors-note-left-out": "An editor’s note was left out: “{text}”",
  "encoding-guessed": "The file does not state its character encoding. It was read as {encoding}.",
  "equation-as-text": "A formula was read as a line of plain text.",
  "equation-changes-left-out": "A formula has tracked changes inside. They were rejected and make no proposal.",
  "equation-left-out": "A formula was left out.",
  "field-without-result": "A field without text was left out: {field}",
  "formatting-changes-accepted":
    "{count, plural, one {The file has # tracked formatting change. It was accepted.} other {The file has # tracked formatting changes. They were accepted.}}",
  "formatting-changes-rejected":
    "{count, plural, one {The file has # tracked formatting change. It was rejected and makes no proposal.} other {The file has # tracked formatting changes. They were rejected and make no proposals.}}",
  "formatting-changes-stand":
    "{count, plural, one {The file has # tracked formatting change. It was accepted, because OpenDocument does not record the earlier formatting.} other {The file has # tracked formatting changes. They were accepted, because OpenDocument does not record the earlier formatting.}}",
  "front-matter-left-out": "The metadata before the text was left out.",
  "hidden-text-left-out": "Hidden text was left out.",
  "insertion-taken-back": "Text inserted in this file was deleted again by {author}: “{words}”. It makes no proposal.",
  "language-differs":
    "The file states its language as {declared}, but the text appears to be {language}. It was read as {language}.",
  "language-guessed": "The file does not state its language. It was read as {language}.",
  "language-unknown": "The language of the file could not be detected. It was read as {language}.",
  "letters-out-of-order":
    "The PDF file has right-to-left text. Two letters drawn as one (lam and alef) may be swapped. Compare the text with the pages.",
  "link-left-out": "The text of a link was kept, but its address is not allowed and was left out: {href}",
  "named-otherwise": "The file name ends in .{ending}, but the content is {format}. It was read as {format}.",
  "nested-table": "A table inside a cell was read as lines of that cell.",
  "note-missing": "A reference points to note {id}, which is not in the file.",
  "note-without-reference": "The text has no reference to note {label}. The note was added at the end.",
  "number-format-unknown": "A list uses an unknown number format ({format}). Its numbers were written as digits.",
  "object-content-unknown":
    "The content of a picture or an embedded object is not in the file or could not be read. A later change of it will not be detected. {description}",
  "object-left-out": "An embedded object, such as a chart or a film, was left out.",
  "page-furniture-left-out":
    "{count, plural, one {# line at the top or bottom of a page was left out as a header, footer or page number.} other {# lines at the top or bottom of pages were left out as headers, footers or page numbers.}}",
  "part-left-out": "Another document included in this file was left out ({what}).",
  "picture-left-out": "A picture was left out. {description}",
  "read-by-its-look":
    "A PDF file has a layout but no structure. Paragraphs, labels, headings and footnotes were detected from the layout. Tables were read as lines. A PDF file cannot have tracked changes. If you have the file that it was made from, upload that instead.",
  "symbol-unknown": "A symbol ({code} in the font {font}) has no known character. A placeholder replaces it.",
  "text-box-put-in": "{author} inserted a text box, which makes no proposal: “{words}”.",
  "title-guessed":
    "This line is not marked as a title, but was taken as one: “{words}”. If it is part of the text, correct its kind.",
  "title-page-left-out":
    "The title page and the list of unplaced comments that Rapporteur adds on export were left out.",
  "tracked-changes-accepted":
    "The file has tracked changes ({insertions, plural, one {# insertion} other {# insertions}}, {deletions, plural, one {# deletion} other {# deletions}}, {moves, plural, one {# move} other {# moves}}). All were accepted.",
  "words-out-of-place": "The file has text where its format allows none. It was left out: “{words}”.",
  "tracked-changes-rejected":
    "The file has tracked changes ({insertions, plural, one {# insertion} other {# insertions}}, {deletions, plural, one {# deletion} other {# deletions}}, {moves, plural, one {# move} other {# moves}}). All were rejected.",
} as const satisfies Readonly<Record<ReadingNotice, string>>;

/** Notices on a comment form or a collection of annotations: decisions, and parts that could not be read. */
export const remarks = {
  "form-column-guessed": "The column “{head}” was read as “{column}”.",
  "form-column-twice": "The column “{head}” was left out, because another column was read as “{column}”.",
  "form-column-unknown": "The column “{head}” is not part of the form and was left out.",
  "form-row-without-comment": "The row has no comment and no proposed change. It was left out.",
  "form-row-not-open": "The row was left out, because its status is “{standing}”.",
  "form-cell-unreadable": "A cell in this row could not be read and was left out. Compare the row with the file.",
  "form-rows-cut":
    "This row and all rows after it were left out, because a quotation mark in the row is not closed or the row is too long. Correct the file to send them.",
  "form-type-unknown": "The type “{type}” is not ge, te or ed. It was read as general.",
  "form-replies-left-out": "The replies in this row were left out.",
  "form-in-word":
    "This text is a comment form or a list of comments, which cannot be read. Send the form as a spreadsheet, or send the draft with tracked changes and comments.",
  "resolved-in-file":
    "{count, plural, one {# comment is} other {# comments are}} marked as resolved in the file. {count, plural, one {It is} other {They are}} imported with that mark, and open until you decide on {count, plural, one {it} other {them}}.",
  "annotation-page-missing": "A page of the collection is not in the file: {address}",
  "annotation-without-words": "An annotation without text was left out.",
  "annotation-answers-nothing": "The annotation that it replies to is not in the file: {answers}",
  "annotation-not-read": "An item of the collection is not an annotation and was left out. {id}",
  "annotation-too-deep": "An annotation was left out, because its text is nested too deeply.",
  "annotation-change-not-read": "Its proposed change cannot be read. Only its text was imported.",
  "annotation-without-place": "Its location has a form that cannot be read.",
} as const satisfies Readonly<Record<RemarkNotice, string>>;

/** Names of the marks in a file, counted by kind. */
export const marks = {
  change: "change {number}",
  comment: "comment {number}",
  row: "row {number}",
  annotation: "annotation {number}",
} as const satisfies Readonly<Record<string, string>>;
