import * as z from "zod";

/** Something a reader of files did not understand or had to decide: said, never swallowed. */
export const Notice = z.object({
  /** Stable; worded in core/messages. */
  code: z.string(),
  /** What the message speaks of, by name. */
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Where: a clause's citation, a part of the file, or a line; empty where it concerns the whole file. */
  place: z.string(),
});
export type Notice = z.infer<typeof Notice>;

/** Everything a reader of files may have to say about one: a closed list, worded in core/messages. */
export const readingNotices = [
  "cell-changes-left-out",
  "comments-left-out",
  "compiled-comments-changed",
  "compiled-comments-left-out",
  "contents-left-out",
  "deletion-without-place",
  "encoding-guessed",
  "equation-as-text",
  "equation-left-out",
  "field-without-result",
  "formatting-changes-accepted",
  "formatting-changes-rejected",
  "formatting-changes-stand",
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
  "object-left-out",
  "page-furniture-left-out",
  "part-left-out",
  "picture-left-out",
  "read-by-its-look",
  "symbol-unknown",
  "text-box-put-in",
  "title-page-left-out",
  "tracked-changes-accepted",
  "tracked-changes-rejected",
  "words-out-of-place",
] as const;
export type ReadingNotice = (typeof readingNotices)[number];

/** What is said of the whole file, however often it is met. */
export const saidOnce: ReadonlySet<ReadingNotice> = new Set([
  "compiled-comments-left-out",
  "contents-left-out",
  "title-page-left-out",
]);
