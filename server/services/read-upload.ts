import type { ProblemCode } from "#core/contract/problem.ts";
import { readDraft, UnreadableFile, type ReadDraft } from "../import/read-draft.ts";
import { ProblemError } from "./problem-error.ts";

const problems = {
  "not-this-format": "not-this-format",
  "too-large": "file-too-large",
  encrypted: "file-encrypted",
  damaged: "file-damaged",
  empty: "file-empty",
} as const satisfies Record<UnreadableFile["code"], ProblemCode>;

/**
 * Reads an uploaded file as a draft.
 * @throws ProblemError not-this-format, file-damaged, file-empty, file-encrypted, file-too-large
 */
export async function readUpload(
  bytes: Uint8Array,
  fileName: string,
  language: string | undefined,
): Promise<ReadDraft> {
  try {
    return await readDraft(bytes, { fileName, ...(language !== undefined && { language }) });
  } catch (error) {
    if (error instanceof UnreadableFile) throw new ProblemError(problems[error.code], { fileName });
    throw error;
  }
}
