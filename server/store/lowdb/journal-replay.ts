import { readFile } from "node:fs/promises";
import { readHead } from "./file-form.ts";
import { readLine } from "./journal-line.ts";
import type { State } from "../memory/state.ts";

/** A journal holds something this program did not write. */
export class JournalDamagedError extends Error {
  override name = "JournalDamagedError";
}

/** What a journal was found to hold: `size` bytes of whole lines, and perhaps what was never finished after them. */
export interface Replayed {
  size: number;
  /** Bytes that were being written when the process or the machine stopped, and so were never acknowledged. */
  torn: number;
  /** Whether it holds a demand to forget, and so may hold the words that were to be forgotten. */
  forgets: boolean;
}

const lineEnd = 0x0a;

/**
 * Applies what a journal says, line by line, to a state; null where there is no such file.
 *
 * Two things tell what was still being written, which nobody was told is kept, and which is left out:
 *
 * - a last line without its end;
 * - a line with a zero byte in it, and all after it. No line has one; a disk gives zeros for what had not reached it when
 *   the power went. A flush is acknowledged as a whole, so no line after it can have been.
 *
 * Anything else that does not read is damage, and what follows it may be missing: better not to start than to start with
 * a hole.
 * @throws JournalDamagedError naming the file and the line, OtherFormError
 */
export async function replayJournal(file: string, state: State): Promise<Replayed | null> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  let start = 0;
  let forgets = false;
  for (let number = 1; ; number += 1) {
    const end = bytes.indexOf(lineEnd, start);
    const isTorn = end === -1 || bytes.subarray(start, end).includes(0);
    if (isTorn) return { size: start, torn: bytes.length - start, forgets };
    const line = bytes.toString("utf8", start, end);
    if (number === 1) readHead(line, file);
    else forgets = applyLine(line, state, `${file}, line ${number}`) || forgets;
    start = end + 1;
  }
}

/** Applies one line and answers whether it is a demand to forget. */
function applyLine(line: string, state: State, place: string): boolean {
  const change = readLine(line);
  if (!change) throw new JournalDamagedError(`${place} is not as it was written`);
  const expected = state.events.length + 1;
  if (change.events[0]?.seq !== expected) throw new JournalDamagedError(`${place} should begin with event ${expected}`);
  state.apply(change);
  return change.forget.length > 0;
}
