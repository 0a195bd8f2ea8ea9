import { constants, open, readFile, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { ChainHeads } from "../audit-chain.ts";
import type { State } from "../memory/state.ts";
import { chains } from "../stored-event.ts";
import { DataFolderError } from "./data-folder-error.ts";
import { checkedLine, textOfLine } from "./file-form.ts";

/** Size of the file in bytes. It is one sector of a disk, so a write of it is not torn. */
const size = 512;

/** Returns the path of the file with the heads of both chains. */
export function headPath(folder: string): string {
  return path.join(folder, "audit-heads");
}

/**
 * The heads of both chains, in a file of their own. Journals and snapshots cannot tell that events are missing at their
 * end; this file can.
 *
 * It is overwritten after each flush of the journal, without a flush of its own. After a power failure it may be older
 * than the journal, but never newer.
 */
export class HeadFile {
  readonly #handle: FileHandle;
  #next: ChainHeads | null = null;
  #writing: Promise<void> | null = null;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Creates the file, or opens it and replaces the heads in it. */
  static async open(folder: string, heads: ChainHeads): Promise<HeadFile> {
    const { O_CREAT, O_WRONLY } = constants;
    const file = new HeadFile(await open(headPath(folder), O_CREAT | O_WRONLY, 0o600));
    file.note(heads);
    await file.#writing;
    return file;
  }

  /** Requests to write the heads of events that are on disk. The last request of those made meanwhile is written. */
  note(heads: ChainHeads): void {
    this.#next = heads;
    this.#writing ??= this.#drain();
  }

  async close(): Promise<void> {
    await this.#writing;
    await this.#handle.close();
  }

  /** A failed write leaves older heads, which are as true. */
  async #drain(): Promise<void> {
    while (this.#next) {
      const text = checkedLine(JSON.stringify(this.#next));
      this.#next = null;
      await this.#handle.write(`${text.padEnd(size - 1)}\n`, 0).catch(() => undefined);
    }
    this.#writing = null;
  }
}

/** Reads the heads in a folder's file. Returns null if it is missing or damaged. */
export async function readHeads(folder: string): Promise<ChainHeads | null> {
  const text = await readFile(headPath(folder), "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    return "";
  });
  const json = textOfLine(text.trimEnd());
  return json === null ? null : (JSON.parse(json) as ChainHeads);
}

/**
 * Checks that a state has all events up to the heads that were kept.
 *
 * @throws DataFolderError events-cut, events-replaced
 */
export function checkHeads(folder: string, state: State, kept: ChainHeads): void {
  const file = headPath(folder);
  const expected = chains.reduce((sum, chain) => sum + kept[chain].position, 0);
  const found = state.lastEvent;
  if (found < expected) throw new DataFolderError("events-cut", { folder, file, found, expected });
  for (const chain of chains) {
    const { position, link } = kept[chain];
    if (position > 0 && state.chained(chain, position)?.audit.link !== link)
      throw new DataFolderError("events-replaced", { folder, file });
  }
}
