import { readFile } from "node:fs/promises";
import type { Change } from "./change.ts";
import { frozen } from "./frozen.ts";
import type { State } from "./state.ts";

/** A journal holds something this program did not write. */
export class JournalDamagedError extends Error {
  override name = "JournalDamagedError";
}

/** What a journal was found to hold: `size` bytes of whole lines, and perhaps the beginning of one more. */
export interface Replayed {
  size: number;
  /** Bytes of a last line that was never finished, and so never acknowledged. */
  torn: number;
  /** Whether it holds a demand to forget, and so may hold the words that were to be forgotten. */
  forgets: boolean;
}

/**
 * Applies what a journal says, line by line, to a state; null where there is no such file.
 *
 * A last line without its end was being written when the process ended: nobody was told that it was kept, and it is left
 * out. Anything else that does not read is damage, and what follows it may be missing: better not to start than to start
 * with a hole.
 * @throws JournalDamagedError naming the file and the line.
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
    const end = bytes.indexOf(0x0a, start);
    if (end === -1) return { size: start, torn: bytes.length - start, forgets };
    const change = readLine(bytes.toString("utf8", start, end), file, number, state.events.length);
    state.apply(change);
    forgets ||= change.forget.length > 0;
    start = end + 1;
  }
}

function readLine(line: string, file: string, number: number, eventCount: number): Change {
  let change: Change;
  try {
    change = frozen(JSON.parse(line) as Change);
  } catch (error) {
    throw new JournalDamagedError(`${file}, line ${number} does not read as JSON`, { cause: error });
  }
  if (change.events[0]?.seq !== eventCount + 1) {
    throw new JournalDamagedError(`${file}, line ${number} should begin with event ${eventCount + 1}`);
  }
  return change;
}
