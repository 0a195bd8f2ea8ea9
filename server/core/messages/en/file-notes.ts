import type { RedrawnReason } from "#core/compile/redrawn-reason.ts";
import type { WordNoteCode } from "#core/compile/word-layout.ts";
import type { ItemDoubt, ItemOrigin, SetAsideReason } from "#core/receive/contribution.ts";
import type { RemarkNotice } from "#core/receive/read-contribution.ts";
import type { FileFormat } from "#core/text/file-format.ts";
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
  "mail-file-not-read": "This attached file is no contribution that can be read. It is in the original of the mail.",
  "mail-file-too-deep": "This attached mail is nested too deeply. It is in the original of the mail.",
  "mail-file-of-outlook":
    "Only Outlook reads this attached file, which may contain other files. Ask the sender to send the mail as HTML or plain text.",
} as const satisfies Readonly<Record<RemarkNotice, string>>;

/** Names of the marks in a file, counted by kind. */
export const marks = {
  change: "change {number}",
  comment: "comment {number}",
  row: "row {number}",
  "sheet-row": "sheet {part}, row {number}",
  "table-row": "table {part}, row {number}",
  annotation: "annotation {number}",
  mail: "mail {number}",
} as const satisfies Readonly<Record<string, string>>;

/** Messages on contributions: the origin of items, doubts about them, and why some were set aside. */
export const contributions = {
  "contributions-about":
    "Files from organisations: marked-up drafts, comment forms, annotations and mails. Review each file against its draft. Others see nothing of it until you import it.",
  "contributions-about-reader": "Files that organisations sent, with their comments and proposals.",
  "contributions-none": "No contributions yet.",

  "contribution-prepared": "not imported",
  "contribution-taken": "imported",

  "origin-tracked": "tracked change",
  "origin-comment": "margin comment",
  "origin-by-hand": "marked by formatting",
  "origin-unmarked": "untracked change",
  "origin-remark": "form or annotation",

  "doubt-place-likely": "The text differs in this version. This is the most likely location.",
  "doubt-place-unknown": "This text is not in this version.",
  "doubt-place-ambiguous": "This text occurs more than once in this version.",
  "doubt-citation-unknown": "This version has no clause {citation}.",
  "doubt-quoted-elsewhere": "It cites {citation}, but the words that it quotes are here.",
  "doubt-lines-unknown": "It cites page {page}, line {line}, which this version does not have. Choose its location.",
  "doubt-lines-elsewhere": "It cites {citation}, but {by, select, page {page} other {line}} {number} is elsewhere.",
  "doubt-lines-unchecked": "It cites only line {line}. Check that its file counts the lines as they are counted here.",
  "doubt-page-only": "It cites only page {page}. This is where the page begins.",
  "doubt-words-differ": "The text of {citation} has changed in this version, so this edit no longer applies.",
  "doubt-wording-for-people": "The proposal is described in prose, so it stays a comment.",
  "doubt-steps-collide": "Two of its changes conflict.",
  "doubt-several-authors":
    "{authors} wrote parts of this text. Nobody proposed all of it, so include it only if they agree.",

  "set-aside-before-the-text": "Before the text, on a cover or title page.",
  "set-aside-without-words": "No text.",
  "set-aside-said-already": "Already in the forum.",
  "set-aside-note-put-in": "The file does not link this inserted footnote to a change. Propose it in the draft.",
  "set-aside-changes-nothing": "No visible change.",
} as const satisfies Readonly<
  Record<
    | `origin-${ItemOrigin}`
    | `doubt-${ItemDoubt}`
    | `set-aside-${SetAsideReason}`
    | `contribution-${"prepared" | "taken"}`
    | `contributions-${"about" | "about-reader" | "none"}`,
    string
  >
>;

/** Notes about a Word file. */
export const wordNotes = {
  "redrawn-not-word": "The redline is a new document, because the two files are not both Word files.",
  "redrawn-not-odt": "The redline is a new Word document, because the two files are not both OpenDocument texts.",
  "redrawn-unsupported":
    "The redline is a new document, because changes cannot be written safely into the revised file.",
  "redrawn-text-differs":
    "The redline is a new document, because the text of a draft differs from its file, for example where clauses were corrected.",
  "redrawn-original-damaged": "The redline is a new document, because an uploaded file is damaged on the server.",
  "redrawn-too-large": "The redline is a new document, because the files are too large.",
  "changes-accepted":
    "{count, plural, one {# tracked change in the files was} other {# tracked changes in the files were}} accepted before the comparison.",
  "changes-rejected":
    "{count, plural, one {# tracked change in the files was} other {# tracked changes in the files were}} rejected before the comparison, as when the draft was uploaded.",
  "base-comments-left-out":
    "The redline has the comments of the revised file, without {count, plural, one {# comment} other {# comments}} that only the base file has.",
  "headers-not-compared": "The headers and footers differ. The redline has those of the revised file.",
  "styles-left-out":
    "Deleted text lost {count, plural, one {# style} other {# styles}}, because the revised file does not have {count, plural, one {it} other {them}}.",
  "ends-not-tracked":
    "{count, plural, one {# paragraph stays} other {# paragraphs stay}} empty where a change is accepted or rejected, because OpenDocument cannot track {count, plural, one {its end} other {their ends}}.",
  "drawings-not-tracked":
    "LibreOffice does not track {count, plural, one {# drawing that was} other {# drawings that were}} inserted or deleted. Rejecting all changes keeps the inserted drawings.",
  "removed-comments": "Removed: {count, plural, one {# comment} other {# comments}}.",
  "removed-tracked-changes":
    "Removed: {count, plural, one {# tracked change} other {# tracked changes}}, with authors and deleted text.",
  "removed-hidden-text": "Removed: {count, plural, one {# piece} other {# pieces}} of hidden text.",
  "removed-properties":
    "Removed: {count, plural, one {# property} other {# properties}} of the file, such as its author and dates.",
  "removed-people":
    "Removed: {count, plural, one {# name of a person} other {# names of people}} who commented or may edit.",
  "removed-editing-sessions": "Removed: {count, plural, one {# mark} other {# marks}} of editing sessions.",
  "removed-custom-data": "Removed: {count, plural, one {# piece} other {# pieces}} of data of forms and programs.",
  "removed-settings":
    "Removed: {count, plural, one {# setting} other {# settings}}, such as variables, mail merge and passwords.",
  "removed-local-paths": "Removed: {count, plural, one {# path} other {# paths}} and names of files.",
  "removed-computed-fields":
    "Changed to plain text: {count, plural, one {# field} other {# fields}} that showed properties of the file or referred to other files. Names of authors and files in headers and footers were removed.",
  "removed-embedded-files":
    "Removed: {count, plural, one {# file} other {# files}} inside the file. Pictures of them stay.",
  "removed-previews": "Removed: {count, plural, one {# preview picture} other {# preview pictures}}.",
  "removed-printer-settings": "Removed: {count, plural, one {# set} other {# sets}} of printer settings.",
  "removed-picture-data":
    "Removed: data of cameras and programs in {count, plural, one {# picture} other {# pictures}}, such as places and authors.",
  "removed-other-data": "Removed: {count, plural, one {# piece} other {# pieces}} of other data that no page shows.",
  "template-without-symbol": "The template has no field for the symbol.",
  "template-without-date": "The template has no field for the date.",
  "template-without-original-language": "The template has no field for the original language.",
  "template-without-agenda-item": "The template has no field for the agenda item.",
  "template-without-title": "The template has no field for the title.",
  "pictures-unchecked":
    "Not checked for private data: {count, plural, one {# picture} other {# pictures}} in another format than JPEG, PNG, GIF, BMP, EMF, WMF or SVG, or with such a picture inside.",
} as const satisfies Readonly<Record<WordNoteCode, string>>;

/** Notes about comments and proposals in a version's own file. */
export const ownFileNotes = {
  "redrawn-not-word": "The file is a new document, because the draft was not uploaded as a Word file.",
  "redrawn-not-odt": "The file is a new Word document, because the draft was not uploaded as an OpenDocument text.",
  "redrawn-unsupported": "The file is a new document, because the uploaded file cannot be changed safely.",
  "redrawn-text-differs":
    "The file is a new document, because the text of the draft differs from its uploaded file, for example where clauses were corrected.",
  "redrawn-original-damaged": "The file is a new document, because the uploaded file is damaged on the server.",
  "redrawn-too-large": "The file is a new document, because the uploaded file is too large.",
  "changes-accepted":
    "{count, plural, one {# tracked change of the uploaded file was} other {# tracked changes of the uploaded file were}} accepted first.",
  "changes-rejected":
    "{count, plural, one {# tracked change of the uploaded file was} other {# tracked changes of the uploaded file were}} rejected first, as when the draft was uploaded.",
} as const satisfies Readonly<Record<`redrawn-${RedrawnReason}` | "changes-accepted" | "changes-rejected", string>>;

/** The names of file formats within a sentence. */
export const formatNames = {
  docx: "Word",
  odt: "OpenDocument",
  pdf: "PDF",
  html: "HTML",
  markdown: "Markdown",
  text: "plain text",
  xlsx: "Excel",
  csv: "CSV",
  jsonld: "JSON-LD",
  eml: "e-mail",
} as const satisfies Readonly<Record<FileFormat, string>>;
