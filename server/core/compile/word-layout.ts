import type { RedrawnReason } from "#core/compile/redrawn-reason.ts";
import type { HouseField } from "#core/text/word-template.ts";

/** Layouts of a Word file: in the file that was uploaded, or in a new document. */
export const wordLayouts = ["original", "redrawn"] as const;
export type WordLayout = (typeof wordLayouts)[number];

/** Code of a note about a Word file, for its reader. The text is in core/messages. */
export type WordNoteCode =
  | `redrawn-${RedrawnReason}`
  | "changes-accepted"
  | "changes-rejected"
  | "base-comments-left-out"
  | "headers-not-compared"
  | "styles-left-out"
  | "ends-not-tracked"
  | "drawings-not-tracked"
  | `removed-${PrivateKind}`
  | `template-without-${HouseField}`
  | "pictures-unchecked";

/** A note with the number of things that it is about; 0 if it counts none. */
export interface WordNote {
  readonly code: WordNoteCode;
  readonly count: number;
}

/** The layout that a Word file got, and the notes about it. */
export interface WordForm {
  readonly layout: WordLayout;
  readonly notes: readonly WordNote[];
}

/**
 * The private data of a Word file. It is removed for people who may read the text but not fetch the file. In the order of
 * reports:
 *
 * - comments: the file's own comments;
 * - tracked-changes: changes that were accepted or rejected, with their authors, dates and deleted text;
 * - hidden-text: runs that are formatted as hidden, and notes that nothing refers to;
 * - properties: values such as author, company, title and editing time;
 * - people: names of people who commented, or who may edit a part of the text;
 * - editing-sessions: marks of editing sessions, and the file's own identifier;
 * - custom-data: data of programs and forms behind the text, and options of lists to choose from;
 * - settings: document variables, mail merge, protection with its passwords;
 * - local-paths: paths of files, such as that of the template;
 * - computed-fields: fields that show such data, or refer to such files. Their text stays, except for names of people and
 *   files in headers and footers;
 * - embedded-files: files inside the file, and macros;
 * - previews: pictures of the first page;
 * - printer-settings;
 * - picture-data: pictures with data of cameras and programs, such as a place, a time or an author;
 * - other-data: other data that no page shows, such as the names of the sheets behind a chart.
 */
export const privateKinds = [
  "comments",
  "tracked-changes",
  "hidden-text",
  "properties",
  "people",
  "editing-sessions",
  "custom-data",
  "settings",
  "local-paths",
  "computed-fields",
  "embedded-files",
  "previews",
  "printer-settings",
  "picture-data",
  "other-data",
] as const;
export type PrivateKind = (typeof privateKinds)[number];

/** How many things of a kind were removed, 1 or more. */
export interface RemovedData {
  readonly kind: PrivateKind;
  readonly count: number;
}
