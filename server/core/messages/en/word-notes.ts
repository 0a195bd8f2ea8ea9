import type { WordNoteCode } from "#core/compile/word-layout.ts";

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
