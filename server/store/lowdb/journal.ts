import { open, type FileHandle } from "node:fs/promises";
import { headLine } from "./file-form.ts";

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
