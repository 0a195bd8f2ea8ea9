import { randomBytes } from "node:crypto";
import { type FileHandle, link, open, unlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { isLongJson, jsonPieces } from "#core/text/pieces.ts";
import type { ChainHeads } from "../audit-chain.ts";
import type { Change } from "../memory/state.ts";
import { ownerOnly, syncFolder } from "./durable-file.ts";
import { checkedLineOf, headLine } from "./file-form.ts";

interface Waiting {
  /** Bytes to write. Empty for a caller who only waits for earlier writes. */
  bytes: Buffer;
  /** The heads of the chains after them. Null if they have no event. */
  heads: ChainHeads | null;
  kept: () => void;
  failed: (error: unknown) => void;
}

/** Hears of the heads that a flush will reach, before it begins, and that it has reached. */
export interface FollowsHeads {
  begin: (next: ChainHeads) => Promise<void>;
  note: (heads: ChainHeads) => void;
}

/** A write to the journal failed. Later writes are rejected. */
export class JournalFailedError extends Error {
  override name = "JournalFailedError";
}

/** The first line of a journal. */
export interface JournalHead {
  /** The number in the file's name. */
  journal: number;
  /** Number of events in the files before it. */
  after: number;
}

/**
 * Creates a journal with its first line. It appears in the folder complete, so that an empty one is always damage. Its
 * number can be taken only once: a server that lost the folder cannot create a journal that its successor has.
 *
 * @throws an error with the code EEXIST if the number is taken
 */
export async function createJournal(file: string, head: JournalHead): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString("hex")}.writing`;
  await writeFile(aside, `${headLine(head)}\n`, { flush: true, mode: ownerOnly });
  try {
    await link(aside, file);
  } finally {
    await unlink(aside);
  }
  await syncFolder(path.dirname(file));
}

/**
 * An append-only file with one line per entry. Each line is safely on disk before its promise resolves.
 *
 * Group commit: a flush acknowledges all requests made before it began. Only one flush runs at a time, in a loop that
 * drains the waiting requests. Chaining one promise per entry instead would let 2 flushes overlap and acknowledge the
 * first caller last.
 *
 * Before and after each flush it checks that the folder is still this server's. Only then is the flush acknowledged: a
 * successor that took the folder over in between may not have seen it.
 *
 * After a failed write (a full disk), the written part is unknown. Further writes would append to a torn line, so they
 * are rejected. Reopening the file at `flushed` bytes cuts off everything unacknowledged.
 */
export class Journal {
  readonly #handle: FileHandle;
  readonly #check: () => Promise<void>;
  readonly #heads: FollowsHeads | null;
  #waiting: Waiting[] = [];
  /** The current flush. It never rejects. */
  #flush: Promise<void> | null = null;
  #failure: Error | null = null;
  /** Size of the file, in bytes, after all requested writes. */
  size: number;
  /** Number of bytes known to be on disk. */
  flushed: number;

  private constructor(handle: FileHandle, size: number, check: () => Promise<void>, heads: FollowsHeads | null) {
    this.#handle = handle;
    this.#check = check;
    this.#heads = heads;
    this.size = size;
    this.flushed = size;
  }

  /**
   * Opens an existing journal. `check` throws if the folder is no longer this server's. If a size is given, in bytes, it
   * cuts off what comes after it.
   */
  static async open(
    file: string,
    check: () => Promise<void>,
    { size, heads = null }: { size?: number; heads?: FollowsHeads | null } = {},
  ): Promise<Journal> {
    const handle = await open(file, "a");
    try {
      if (size !== undefined) {
        await handle.truncate(size);
        await handle.datasync();
      }
      return new Journal(handle, size ?? (await handle.stat()).size, check, heads);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** The error of the failed write, or null if no write has failed. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Resolves when the line, with its end, is on disk. `heads` are those of the chains after it. */
  append(line: Buffer, heads: ChainHeads | null = null): Promise<void> {
    this.size += line.length;
    return this.#ask(line, heads);
  }

  /** Resolves when all earlier requests are on disk. Requests no flush of its own. */
  async settled(): Promise<void> {
    if (this.#waiting.length > 0) return this.#ask(Buffer.alloc(0), null);
    await this.#flush;
    if (this.#failure) throw this.#failure;
  }

  async close(): Promise<void> {
    await this.settled().catch(() => undefined);
    await this.#handle.close();
  }

  #ask(bytes: Buffer, heads: ChainHeads | null): Promise<void> {
    if (this.#failure) return Promise.reject(this.#failure);
    return new Promise((kept, failed) => {
      this.#waiting.push({ bytes, heads, kept, failed });
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
    const bytes = Buffer.concat(group.map((waiting) => waiting.bytes));
    const heads = group.findLast((waiting) => waiting.heads !== null)?.heads ?? null;
    try {
      await this.#check();
      if (heads) await this.#heads?.begin(heads);
      await this.#handle.appendFile(bytes);
      await this.#handle.datasync();
      await this.#check();
      this.flushed += bytes.length;
      if (heads) this.#heads?.note(heads);
    } catch (error) {
      this.#failure = new JournalFailedError("The journal could not be written", { cause: error });
      for (const { failed } of [...group, ...this.#waiting]) failed(this.#failure);
      this.#waiting = [];
      return;
    }
    for (const { kept } of group) kept();
  }
}

/** Number of values or events written as JSON at once, and of characters after which others get their turn. */
const entriesAtOnce = 50;
const chunkLength = 256 * 1024;

/**
 * Converts a change to a line: a checksum, the number of its journal and the JSON. The number is the fence: each server
 * that opens the folder begins a journal of its own, so a line in another journal's file was not written there by the
 * store. Others get their turn during a large change.
 */
export async function journalLine(journal: number, change: Change): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let text = `${journal} `;
  for (const piece of piecesOf(change)) {
    text += piece;
    if (text.length < chunkLength) continue;
    chunks.push(Buffer.from(text));
    text = "";
    await nextTurn();
  }
  return checkedLineOf([...chunks, Buffer.from(text)]);
}

/** Yields the JSON of a change. Together, the pieces are what `JSON.stringify` returns. */
function* piecesOf(change: Change): Generator<string> {
  let separator = "{";
  for (const [name, entries] of Object.entries(change) as [string, readonly unknown[]][]) {
    yield `${separator}"${name}":[`;
    for (let at = 0; at < entries.length; at += entriesAtOnce) {
      if (at > 0) yield ",";
      yield* piecesOfEntries(entries.slice(at, at + entriesAtOnce));
    }
    yield "]";
    separator = ",";
  }
  yield "}";
}

/** Yields the JSON of some values or events, without brackets. A value may be long itself, such as a contribution. */
function* piecesOfEntries(entries: readonly unknown[]): Generator<string> {
  const isLong = entries.some((entry) => isLongJson(Array.isArray(entry) ? entry[1] : entry));
  if (!isLong) {
    yield JSON.stringify(entries).slice(1, -1);
    return;
  }
  for (const [at, entry] of entries.entries()) {
    if (at > 0) yield ",";
    if (!Array.isArray(entry)) yield* jsonPieces(entry);
    else {
      const [collection, value, ...seal] = entry as readonly unknown[];
      yield `[${JSON.stringify(collection)},`;
      yield* jsonPieces(value);
      yield `${seal.map((one) => `,${JSON.stringify(one)}`).join("")}]`;
    }
  }
}
