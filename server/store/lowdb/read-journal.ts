import { readFile } from "node:fs/promises";
import type { Change } from "../memory/state.ts";
import { DataFolderError } from "./data-folder-error.ts";
import { withoutSalt } from "../audit-chain.ts";
import { formNumber, readHead, textOfBytes } from "./file-form.ts";
import type { JournalHead } from "./journal.ts";

/** A journal is missing, or contains data that this program did not write there. */
export class JournalDamagedError extends DataFolderError {
  override name = "JournalDamagedError";
}

/** A journal as it was read. */
export interface ReadJournal {
  head: JournalHead;
  changes: Change[];
  /** Size, in bytes, of the complete lines. */
  size: number;
  /** A write that was in progress when the process or machine stopped. It was never acknowledged. Usually empty. */
  torn: Uint8Array;
}

const lineEnd = 0x0a;

/**
 * Reads a journal.
 *
 * Leaves out an unfinished write at its end, which was never acknowledged. It begins with a line without its end, or
 * with a zero byte in it, and no readable line follows. Journal lines contain no zero bytes: after a power failure, a
 * disk returns zeros for data that had not reached it.
 *
 * Any other unreadable line is damage: it may have been acknowledged. Not starting is better than starting with a gap.
 *
 * @throws JournalDamagedError naming the file and the line, OtherFormError
 */
export async function readJournal(file: string, number: number): Promise<ReadJournal> {
  const bytes = await readFile(file).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") throw new JournalDamagedError("journal-missing", { file });
    throw error;
  });
  if (bytes.length === 0) throw new JournalDamagedError("journal-empty", { file });
  const lines = linesOf(bytes);
  const first = lines.next().value;
  const head = first && (readHead(first.bytes.toString(), file) as (JournalHead & { form: number }) | null);
  if (head?.journal !== number) throw new JournalDamagedError("journal-damaged", { file, line: 1 });
  const changes: Change[] = [];
  let size = first?.end ?? 0;
  /** The first line that cannot be read. */
  let unreadable: { line: number; isTorn: boolean } | null = null;
  for (const { bytes: written, end, line } of lines) {
    const change = changeOf(written, number, head.form);
    if (change && !unreadable) {
      changes.push(change);
      size = end;
      continue;
    }
    unreadable ??= { line, isTorn: written.includes(0) };
    if (change || !unreadable.isTorn) {
      throw new JournalDamagedError("journal-damaged", { file, line: unreadable.line });
    }
  }
  return { head, changes, size, torn: bytes.subarray(size) };
}

/** Yields each complete line, with its number from 1 and the byte after its end. */
function* linesOf(bytes: Buffer): Generator<{ bytes: Buffer; end: number; line: number }, undefined> {
  let start = 0;
  for (let line = 1; ; line += 1) {
    const end = bytes.indexOf(lineEnd, start);
    if (end === -1) return undefined;
    yield { bytes: bytes.subarray(start, end), end: end + 1, line };
    start = end + 1;
  }
}

/** Parses a line. Returns null if it is not as it was written, or was written to another journal. */
function changeOf(line: Buffer, number: number, form: number): Change | null {
  const text = textOfBytes(line);
  const prefix = `${number} `;
  if (text?.startsWith(prefix) !== true) return null;
  const change = JSON.parse(text.slice(prefix.length)) as Change;
  // Earlier forms wrote the events as they were given, and dropped the salt when they applied them.
  return form < formNumber && change.rewrites ? { ...change, rewrites: change.rewrites.map(withoutSalt) } : change;
}
