import { type FileHandle, open, readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { type Change, frozen, type State } from "../memory/state.ts";
import { headLine, readHead } from "./file-form.ts";

interface Waiting {
  /** What to write; empty for one who only waits for what was asked before. */
  text: string;
  kept: () => void;
  failed: (error: unknown) => void;
}

/** A write to the journal failed; none after it is accepted. */
export class JournalFailedError extends Error {
  override name = "JournalFailedError";
}

/**
 * A file that only grows, a line an entry, each line safe on disk before its promise resolves.
 *
 * Group commit: whoever asked before a flush began is answered by that flush. One flush runs at a time, in a loop that
 * drains what has gathered; chaining a promise an entry instead lets two flushes overlap and answers the first caller last.
 *
 * After a failed write (a full disk) nobody knows how much of it reached the file, so nothing more is accepted: to go on
 * would append to a torn line. Opening it again at `flushed` bytes cuts off what was not acknowledged.
 */
export class Journal {
  readonly #handle: FileHandle;
  #waiting: Waiting[] = [];
  /** The flush under way; it never rejects. */
  #flush: Promise<void> | null = null;
  #failure: Error | null = null;
  /** Bytes in the file once all that was asked is written. */
  size: number;
  /** Bytes known to be on disk. */
  flushed: number;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
    this.flushed = size;
  }

  /** Opens a journal at the end of its first `size` bytes; what stood beyond them is cut off. A new one gets its head. */
  static async open(file: string, size: number): Promise<Journal> {
    const handle = await open(file, "a");
    try {
      await handle.truncate(size);
      const head = size === 0 ? `${headLine()}\n` : "";
      await handle.appendFile(head);
      await handle.datasync();
      return new Journal(handle, size + Buffer.byteLength(head));
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The write that failed; null while all is well. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Resolves once the line is on disk. */
  append(line: string): Promise<void> {
    this.size += Buffer.byteLength(line) + 1;
    return this.#ask(`${line}\n`);
  }

  /** Resolves once all that was asked before is on disk; it asks for no flush of its own. */
  async settled(): Promise<void> {
    if (this.#waiting.length > 0) return this.#ask("");
    await this.#flush;
    if (this.#failure) throw this.#failure;
  }

  async close(): Promise<void> {
    await this.settled().catch(() => undefined);
    await this.#handle.close();
  }

  #ask(text: string): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((kept, failed) => {
      this.#waiting.push({ text, kept, failed });
      if (this.#waiting.length === 1 && !this.#flush) void this.#drain();
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      this.#flush = this.#flushOnce();
      await this.#flush;
    }
    this.#flush = null;
  }

  async #flushOnce(): Promise<void> {
    /** Yields once, so that all who ask in the same turn share this flush. */
    await Promise.resolve();
    const group = this.#waiting;
    this.#waiting = [];
    const text = group.map((one) => one.text).join("");
    try {
      await this.#handle.appendFile(text);
      await this.#handle.datasync();
      this.flushed += Buffer.byteLength(text);
    } catch (error) {
      this.#failure = new JournalFailedError("The journal could not be written", { cause: error });
      for (const { failed } of [...group, ...this.#waiting]) failed(this.#failure);
      this.#waiting = [];
      return;
    }
    for (const { kept } of group) kept();
  }
}

/** A change as a line of a journal: a checksum of its JSON, a blank, and the JSON. */
export function writeLine(change: Change): string {
  const json = JSON.stringify(change);
  return `${checksum(json)} ${json}`;
}

/** The change a line holds; null where it is not what was written: a disk may give back other letters than it took. */
function readLine(line: string): Change | null {
  const json = line.slice(checksumLength + 1);
  if (line.slice(0, checksumLength) !== checksum(json)) return null;
  return frozen(JSON.parse(json) as Change);
}

const checksumLength = 8;

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(checksumLength, "0");
}

/** A journal holds something this program did not write. */
export class JournalDamagedError extends Error {
  override name = "JournalDamagedError";
}

/** What a journal was found to hold: `size` bytes of whole lines, and perhaps what was never finished after them. */
interface Replayed {
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
