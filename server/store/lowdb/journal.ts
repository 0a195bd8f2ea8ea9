import { type FileHandle, open, readFile } from "node:fs/promises";
import { crc32 } from "node:zlib";
import { type Change, erases, frozen, isWithoutEvent, type State } from "../memory/state.ts";
import { DataFolderError } from "./data-folder-error.ts";
import { headLine, readHead } from "./file-form.ts";

interface Waiting {
  /** Text to write. Empty for a caller who only waits for earlier writes. */
  text: string;
  kept: () => void;
  failed: (error: unknown) => void;
}

/** A write to the journal failed. Later writes are rejected. */
export class JournalFailedError extends Error {
  override name = "JournalFailedError";
}

/**
 * An append-only file with one line per entry. Each line is safely on disk before its promise resolves.
 *
 * Group commit: a flush acknowledges all requests made before it began. Only one flush runs at a time, in a loop that
 * drains the waiting requests. Chaining one promise per entry instead would let 2 flushes overlap and acknowledge the
 * first caller last.
 *
 * After a failed write (a full disk), the written part is unknown. Further writes would append to a torn line, so they
 * are rejected. Reopening the file at `flushed` bytes cuts off everything unacknowledged.
 */
export class Journal {
  readonly #handle: FileHandle;
  #waiting: Waiting[] = [];
  /** The current flush. It never rejects. */
  #flush: Promise<void> | null = null;
  #failure: Error | null = null;
  /** Size of the file, in bytes, after all requested writes. */
  size: number;
  /** Number of bytes known to be on disk. */
  flushed: number;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
    this.flushed = size;
  }

  /** Opens a journal at the end of its first `size` bytes and cuts off the rest. A new journal gets its first line. */
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

  /** The error of the failed write, or null if no write has failed. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Resolves when the line is on disk. */
  append(line: string): Promise<void> {
    this.size += Buffer.byteLength(line) + 1;
    return this.#ask(`${line}\n`);
  }

  /** Resolves when all earlier requests are on disk. Requests no flush of its own. */
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
    /** Yields once, so that all requests of the same turn share this flush. */
    await Promise.resolve();
    const group = this.#waiting;
    this.#waiting = [];
    const text = group.map((waiting) => waiting.text).join("");
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

/** Converts a change to a journal line: a checksum of its JSON, a space, and the JSON. */
export function writeLine(change: Change): string {
  const json = JSON.stringify(change);
  return `${checksum(json)} ${json}`;
}

/** Parses a journal line. Returns null if the checksum does not match, because a disk may return corrupted data. */
function readLine(line: string): Change | null {
  const json = line.slice(checksumLength + 1);
  if (line.slice(0, checksumLength) !== checksum(json)) return null;
  return frozen(JSON.parse(json) as Change);
}

const checksumLength = 8;

function checksum(text: string): string {
  return crc32(text).toString(16).padStart(checksumLength, "0");
}

/** A journal contains data that this program did not write. */
export class JournalDamagedError extends DataFolderError {
  override name = "JournalDamagedError";
}

/** Result of replaying a journal: `size` bytes of complete lines, possibly followed by an unfinished write. */
interface Replayed {
  size: number;
  /** Size, in bytes, of a write that was in progress when the process or machine stopped. It was never acknowledged. */
  torn: number;
  /** Whether the journal contains a request to forget, and may thus still contain the text to be forgotten. */
  forgets: boolean;
}

const lineEnd = 0x0a;

/**
 * Applies a journal to a state, line by line. Returns null if there is no such file.
 *
 * Leaves out an unfinished write, which was never acknowledged. It is recognised by either of these:
 *
 * - a last line without its end;
 * - a line with a zero byte, and everything after it. Journal lines contain no zero bytes. After a power failure, a
 *   disk returns zeros for data that had not reached it. A flush is acknowledged as a whole, so no later line was
 *   acknowledged either.
 *
 * Any other unreadable line is damage, and later data may be missing. Not starting is better than starting with a gap.
 *
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
    else forgets = applyLine(line, state, { file, line: number }) || forgets;
    start = end + 1;
  }
}

/** Applies one line. Returns whether it is a request to forget. */
function applyLine(line: string, state: State, place: { file: string; line: number }): boolean {
  const change = readLine(line);
  if (!change) throw new JournalDamagedError("journal-damaged", place);
  const expected = state.events.length + 1;
  const [first] = change.events;
  // Passing rows are written without an event, so their lines have no number.
  const isNext = first ? first.seq === expected : isWithoutEvent(change);
  if (!isNext) throw new JournalDamagedError("journal-gap", { ...place, event: expected });
  state.apply(change);
  return erases(change);
}
