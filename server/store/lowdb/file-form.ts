import { DataFolderError } from "./data-folder-error.ts";

/**
 * Version of the forum's format on disk. Snapshots and journals begin with it. A folder in another format is rejected
 * instead of being misread.
 */
const formNumber = 2;

/** A file of the store has another format version. */
export class OtherFormError extends DataFolderError {
  override name = "OtherFormError";
}

/** Content of a file's first line. */
interface FileHead {
  form: number;
}

/** Returns the first line of a file in the current format, with additional fields. */
export function headLine(more: object = {}): string {
  return JSON.stringify({ form: formNumber, ...more } satisfies FileHead);
}

/**
 * Parses a file's first line.
 *
 * @throws OtherFormError naming the file
 */
export function readHead(line: string, file: string): object {
  let head: Partial<FileHead> | null = null;
  try {
    head = JSON.parse(line) as Partial<FileHead> | null;
  } catch {
    // Invalid JSON is reported below.
  }
  if (head?.form === formNumber) return head;
  throw new OtherFormError("other-form", { file, form: String(head?.form), expected: formNumber });
}
