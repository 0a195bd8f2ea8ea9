import * as z from "zod";

/**
 * Reports a part of a file that a reader did not understand or had to decide on. Readers must report it and never drop
 * it silently.
 */
export const Notice = z.object({
  /** Stable; its text is in core/messages. */
  code: z.string(),
  /** Values for the message text, by name. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** A clause's citation, a part of the file, or a line; empty if the notice applies to the whole file. */
  place: z.string(),
});
export type Notice = z.infer<typeof Notice>;

/** All notices that a file reader may report. The list is closed; the texts are in core/messages. */
export const readingNotices = [
  "cell-changes-left-out",
  "comments-left-out",
  "compiled-comments-changed",
  "compiled-comments-left-out",
  "contents-left-out",
  "deletion-without-place",
  "editors-note-left-out",
  "encoding-guessed",
  "equation-as-text",
  "equation-changes-left-out",
  "equation-left-out",
  "field-without-result",
  "formatting-changes-accepted",
  "formatting-changes-rejected",
  "formatting-changes-stand",
  "front-matter-left-out",
  "hidden-text-left-out",
  "insertion-taken-back",
  "language-differs",
  "language-guessed",
  "language-unknown",
  "letters-out-of-order",
  "link-left-out",
  "named-otherwise",
  "nested-table",
  "note-missing",
  "note-without-reference",
  "number-format-unknown",
  "object-content-unknown",
  "object-left-out",
  "page-furniture-left-out",
  "part-left-out",
  "picture-left-out",
  "read-by-its-look",
  "symbol-unknown",
  "text-box-put-in",
  "title-guessed",
  "title-page-left-out",
  "tracked-changes-accepted",
  "tracked-changes-rejected",
  "words-out-of-place",
] as const;
export type ReadingNotice = (typeof readingNotices)[number];

/** Notices about the whole file, reported once however often they occur. */
export const reportedOnce: ReadonlySet<ReadingNotice> = new Set([
  "compiled-comments-left-out",
  "contents-left-out",
  "title-page-left-out",
]);
