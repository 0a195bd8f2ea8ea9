import type { Version } from "#core/text/version.ts";

/**
 * Why a redline is a new document although it was asked for in the revised file:
 *
 * - not-word: not both files are Word files;
 * - not-odt: an own OpenDocument text was asked for, and a draft's file is in another format;
 * - unsupported: changes cannot be written safely into the file;
 * - text-differs: a version's text is not the text of its file, for example because clauses were corrected;
 * - original-damaged: a stored file is missing or damaged on the server;
 * - too-large: the files take too long or too much memory.
 */
export type RedrawnReason = "not-word" | "not-odt" | "unsupported" | "text-differs" | "original-damaged" | "too-large";

/** Why a redline is a new document if one of the files is not in the format of the redline. */
export const otherFormats = { docx: "not-word", odt: "not-odt" } as const satisfies Record<string, RedrawnReason>;

/**
 * Returns why a redline in a format cannot be written into the revised file, if the formats of the sources alone show
 * it. Null if they do not.
 */
export function knownReason(
  sources: readonly Pick<Version["source"], "format">[],
  wanted: keyof typeof otherFormats = "docx",
): RedrawnReason | null {
  return sources.every(({ format }) => format === wanted) ? null : otherFormats[wanted];
}
