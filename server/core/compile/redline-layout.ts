import * as z from "zod";
import { PrivateKind } from "#core/compile/private-data.ts";
import type { Version } from "#core/text/version.ts";

/** Layouts of a Word redline: in the revised file, or in a new document. */
export const RedlineLayout = z.enum(["original", "redrawn"]);
export type RedlineLayout = z.infer<typeof RedlineLayout>;

/**
 * Why a redline is a new document although it was asked for in the revised file:
 *
 * - not-word: not both files are Word files;
 * - unsupported: changes cannot be written safely into the file;
 * - text-differs: a version's text is not the text of its file, for example because clauses were corrected;
 * - too-large: the files take too long or too much memory.
 */
export const RedrawnReason = z.enum(["not-word", "unsupported", "text-differs", "too-large"]);
export type RedrawnReason = z.infer<typeof RedrawnReason>;

/** What the reader of a Word redline should know about it. Its text is in core/messages. */
export const RedlineNoteCode = z.enum([
  ...RedrawnReason.options.map((reason) => `redrawn-${reason}` as const),
  "changes-accepted",
  "changes-rejected",
  "base-comments-left-out",
  "headers-not-compared",
  "styles-left-out",
  ...PrivateKind.options.map((kind) => `removed-${kind}` as const),
]);
export type RedlineNoteCode = z.infer<typeof RedlineNoteCode>;

/** A note with the number of things that it is about; 0 if it counts none. */
export interface RedlineNote {
  readonly code: RedlineNoteCode;
  readonly count: number;
}

/** The layout that a Word redline got, and the notes about it. */
export interface RedlineForm {
  readonly layout: RedlineLayout;
  readonly notes: readonly RedlineNote[];
}

/** Returns the reason that is known without the files why a redline cannot be in the revised one; null if there is none. */
export function knownReason(...sources: readonly Pick<Version["source"], "format">[]): RedrawnReason | null {
  return sources.every(({ format }) => format === "docx") ? null : "not-word";
}
