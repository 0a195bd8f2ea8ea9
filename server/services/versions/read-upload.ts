import type { ProblemCode } from "#core/contract/problem.ts";
import { readDraft, UnreadableFile, type ReadDraft, type ReadOptions } from "../../import/read-draft.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";

const problems = {
  "not-this-format": "not-this-format",
  "too-large": "file-too-large",
  encrypted: "file-encrypted",
  damaged: "file-damaged",
  empty: "file-empty",
  scanned: "file-scanned",
} as const satisfies Record<UnreadableFile["code"], ProblemCode>;

/** How a file is read where it leaves that open; what is left out is as `readDraft` says. */
export interface UploadReading {
  /** BCP 47. */
  language?: string | undefined;
  /** What becomes of tracked changes. */
  changes?: ReadOptions["changes"] | undefined;
}

/**
 * Reads an uploaded file as a draft; `read` is the context's, where there is one.
 * @throws ProblemError not-this-format, file-damaged, file-empty, file-encrypted, file-scanned, file-too-large
 */
export function readUpload(
  bytes: Uint8Array,
  fileName: string,
  { language, changes }: UploadReading = {},
  read: Context["readDraft"] = readDraft,
): Promise<ReadDraft> {
  const how = { ...(language !== undefined && { language }), ...(changes !== undefined && { changes }) };
  return readOrRefuse(fileName, () => read(bytes, { fileName, ...how }));
}

/**
 * What a reader of files gives; a file it cannot read is refused by its name.
 * @throws ProblemError not-this-format, file-damaged, file-empty, file-encrypted, file-scanned, file-too-large
 */
export async function readOrRefuse<T>(fileName: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableFile) throw new ProblemError(problems[error.code], { fileName });
    throw error;
  }
}
