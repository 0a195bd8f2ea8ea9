import { crc32 } from "node:zlib";
import { DataFolderError } from "./data-folder-error.ts";

/**
 * Version of the forum's format on disk. Each snapshot and journal begins with it. Earlier forms are migrated when the
 * folder is opened (old-forms.ts); later ones are rejected instead of being misread.
 *
 * - Form 1: one JSON snapshot, journals of JSON lines.
 * - Form 2: a snapshot of one line per value, a checksum before each line of a journal.
 * - Form 3: a checksum before every line, the number of its journal in each of its lines, and the digest of each body.
 * - Form 4: each event has its place in a chain (audit-chain.ts), and a file has the heads of both chains.
 * - Form 5: each row and body has a seal (seals.ts), and events bind the digests of all records.
 */
export const formNumber = 5;

/** The first form with the files of today. Only the values and events in them differ. */
export const oldestReadForm = 3;

/** A file of the store has a format version that this program does not read. */
export class OtherFormError extends DataFolderError {
  override name = "OtherFormError";
}

/** Number of characters of a checksum: a CRC-32 in hex. */
const checksumLength = 8;

/** Position of the text of a line. */
export const textStart = checksumLength + 1;

/** Returns a line for a text without line ends: its checksum, a space, and the text. */
export function checkedLine(text: string): string {
  return `${checksum(text)} ${text}`;
}

/** Returns a line with its end for a text without line ends, in UTF-8 and in pieces. */
export function checkedLineOf(pieces: readonly Buffer[]): Buffer {
  const sum = pieces.reduce((sum, piece) => crc32(piece, sum), 0);
  return Buffer.concat([Buffer.from(`${inHex(sum)} `), ...pieces, Buffer.from("\n")]);
}

/** Returns the text of a line, or null if it is not as it was written: a disk may return other data than it took. */
export function textOfLine(line: string): string | null {
  const text = line.slice(textStart);
  return line === checkedLine(text) ? text : null;
}

/** Returns the text of a line in UTF-8, or null if it is not as it was written. */
export function textOfBytes(line: Buffer): string | null {
  return isIntact(line) ? line.toString("utf8", textStart) : null;
}

/** Returns whether a line in UTF-8 is as it was written. */
export function isIntact(line: Buffer): boolean {
  return line.toString("latin1", 0, textStart) === `${checksum(line.subarray(textStart))} `;
}

/** Returns the checksum of a text in UTF-8: 8 hex digits. */
function checksum(text: string | Buffer): string {
  return inHex(crc32(text));
}

function inHex(sum: number): string {
  return sum.toString(16).padStart(checksumLength, "0");
}

/** Returns the first line of a file in the current form, with additional fields. */
export function headLine(more: object = {}): string {
  return checkedLine(JSON.stringify({ form: formNumber, ...more }));
}

/**
 * Parses a file's first line. Returns null if it is damaged.
 *
 * @throws OtherFormError naming the file
 */
export function readHead(line: string, file: string): object | null {
  const text = line.startsWith("{") ? line : textOfLine(line);
  if (text === null) return null;
  let head: { form?: unknown } | null;
  try {
    head = JSON.parse(text) as { form?: unknown } | null;
  } catch {
    return null;
  }
  const form = typeof head?.form === "number" ? head.form : 0;
  if (form >= oldestReadForm && form <= formNumber) return head;
  throw new OtherFormError("other-form", { file, form: String(head?.form), expected: formNumber });
}
