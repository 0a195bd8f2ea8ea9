import { open, type FileHandle } from "node:fs/promises";

interface Waiting {
  /** What to write; empty for one who only waits for what was asked before. */
  text: string;
  kept: () => void;
  failed: (error: unknown) => void;
}

/**
 * A file that only grows, a line an entry, each line safe on disk before its promise resolves.
 *
 * Group commit: whoever asked before a flush began is answered by that flush. One flush runs at a time, in a loop that
 * drains what has gathered; chaining a promise an entry instead lets two flushes overlap and answers the first caller last.
 *
 * After a failed write nobody knows how much of it reached the disk, so nothing more is accepted: to go on would
 * append to a torn line. Reopening reads what is there.
 */
export class Journal {
  readonly #handle: FileHandle;
  #waiting: Waiting[] = [];
  /** The flush under way; it never rejects. */
  #flush: Promise<void> | null = null;
  #failure: Error | null = null;
  /** Bytes in the file once all that was asked is written. */
  size: number;

  private constructor(handle: FileHandle, size: number) {
    this.#handle = handle;
    this.size = size;
  }

  /** Opens a journal at the end of its first `size` bytes; what stood beyond them is cut off. */
  static async open(file: string, size: number): Promise<Journal> {
    const handle = await open(file, "a");
    await handle.truncate(size);
    await handle.datasync();
    return new Journal(handle, size);
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
    try {
      await this.#handle.appendFile(group.map(({ text }) => text).join(""));
      await this.#handle.datasync();
    } catch (error) {
      this.#failure = new Error("The journal could not be written; reopen the store", { cause: error });
      for (const { failed } of [...group, ...this.#waiting]) failed(this.#failure);
      this.#waiting = [];
      return;
    }
    for (const { kept } of group) kept();
  }
}
