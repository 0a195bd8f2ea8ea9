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
 * - custom-data: data of programs and forms behind the text;
 * - settings: document variables, mail merge, protection with its passwords;
 * - local-paths: paths of files, such as that of the template;
 * - computed-fields: fields that show such data, or refer to such files. Their text stays;
 * - embedded-files: files inside the file, and macros;
 * - previews: pictures of the first page;
 * - printer-settings;
 * - other-data: other data that no page shows.
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
  "other-data",
] as const;
export type PrivateKind = (typeof privateKinds)[number];

/** How many things of a kind were removed, 1 or more. */
export interface RemovedData {
  readonly kind: PrivateKind;
  readonly count: number;
}
