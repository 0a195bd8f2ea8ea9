import type { ProblemCode } from "#core/contract/problem.ts";
import type { TemplateFacts } from "#core/text/word-template.ts";
import { type ReadOptions, UnreadableFile } from "../../import/read-draft.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";

const problems = {
  "not-this-format": "not-this-format",
  "outdated-format": "outdated-format",
  "outdated-spreadsheet": "outdated-spreadsheet",
  "outlook-message": "outlook-message",
  "mail-too-many-files": "mail-too-many-files",
  "machine-format": "machine-format",
  "too-large": "file-too-large",
  "too-long": "text-too-long",
  encrypted: "file-encrypted",
  damaged: "file-damaged",
  empty: "file-empty",
  scanned: "file-scanned",
} as const satisfies Record<UnreadableFile["code"], ProblemCode>;

/** Options for files that do not determine them. Omitted options use the defaults of `readDraft`. */
export interface UploadReading {
  /** BCP 47. */
  language?: string | undefined;
  /** How to handle tracked changes. */
  changes?: ReadOptions["changes"] | undefined;
  /** Whether to return the source of each character of a Word file. */
  sources?: boolean | undefined;
}

/**
 * Reads an uploaded file as a draft, with a given reader.
 * @throws ProblemError not-this-format, outdated-format, outdated-spreadsheet, outlook-message, machine-format, file-damaged, file-empty, file-encrypted, file-scanned, file-too-large,
 *   text-too-long
 */
export function readUpload<Read>(
  bytes: Uint8Array,
  fileName: string,
  { language, changes, sources }: UploadReading,
  read: (bytes: Uint8Array, options: ReadOptions) => Promise<Read>,
): Promise<Read> {
  const options = {
    ...(language !== undefined && { language }),
    ...(changes !== undefined && { changes }),
    ...(sources !== undefined && { sources }),
  };
  return readOrRefuse(fileName, () => read(bytes, { fileName, ...options }));
}

/**
 * Reads a Word file as a template for exports.
 * @throws ProblemError template-macros, template-external, template-embedded, template-marked-up, template-unsupported,
 *   not-this-format, file-damaged, file-empty, file-encrypted, file-too-large, server-busy
 */
export async function readTemplateFile(
  { files }: Pick<Context, "files">,
  bytes: Uint8Array,
  fileName: string,
): Promise<TemplateFacts> {
  const read = await readOrRefuse(fileName, () => files.readTemplate(bytes, fileName));
  if ("fault" in read) throw new ProblemError(`template-${read.fault}`, { fileName });
  return read.facts;
}

/**
 * Runs a file reader and converts its `UnreadableFile` errors to problems that name the file.
 * @throws ProblemError not-this-format, outdated-format, outdated-spreadsheet, outlook-message, machine-format, file-damaged, file-empty, file-encrypted, file-scanned, file-too-large,
 *   text-too-long
 */
export async function readOrRefuse<T>(fileName: string, read: () => T | Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof UnreadableFile) throw new ProblemError(problems[error.code], { fileName, ...error.params });
    throw error;
  }
}
