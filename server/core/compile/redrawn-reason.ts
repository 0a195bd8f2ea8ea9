import type { Version } from "#core/text/version.ts";

/**
 * Why a redline is a new document although it was asked for in the revised file:
 *
 * - not-word: not both files are Word files;
 * - not-odt: the draft's own OpenDocument text was asked for, and its file is in another format;
 * - unsupported: changes cannot be written safely into the file;
 * - text-differs: a version's text is not the text of its file, for example because clauses were corrected;
 * - too-large: the files take too long or too much memory.
 */
export type RedrawnReason = "not-word" | "not-odt" | "unsupported" | "text-differs" | "too-large";

/** Returns why a redline cannot be written into the revised file, if the formats alone show it. Null if they do not. */
export function knownReason(...sources: readonly Pick<Version["source"], "format">[]): RedrawnReason | null {
  return sources.every(({ format }) => format === "docx") ? null : "not-word";
}
