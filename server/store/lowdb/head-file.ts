import { constants, open, readFile, type FileHandle } from "node:fs/promises";
import path from "node:path";
import type { ChainHeads } from "../audit-chain.ts";
import type { State } from "../memory/state.ts";
import { chains } from "../stored-event.ts";
import { DataFolderError } from "./data-folder-error.ts";
import { syncFolder } from "./durable-file.ts";
import { checkedLine, textOfLine } from "./file-form.ts";

/** Size of the file in bytes. It is one sector of a disk, so a write of it is not torn. */
const size = 512;

/** Returns the path of the file with the heads of both chains. */
export function headPath(folder: string): string {
  return path.join(folder, "audit-heads");
}

/** The content of the file. */
export interface KeptHeads extends ChainHeads {
  /** The positions that the flush under way may reach. Absent if there is none. */
  readonly next?: Readonly<Record<keyof ChainHeads, number>>;
  /** The system's run in which it was written, or "closed" if the store was closed. Absent in earlier forms. */
  readonly run?: string;
}

/** The run of a store that was closed. */
const closed = "closed";

/**
 * The heads of both chains, in a file of their own. Journals and snapshots cannot tell that events are missing at their
 * end; this file can.
 *
 * It is overwritten before and after each flush of the journal, without a flush of its own. As long as the system runs, it
 * is therefore exact, however the process ends. After a power failure it may be older than the journal, but never newer.
 */
export class HeadFile {
  readonly #handle: FileHandle;
  readonly #run: string;
  #kept: ChainHeads;
  #next: ChainHeads | null = null;
  #wanted: KeptHeads | null = null;
  #writing: Promise<void> = Promise.resolve();
  #isFlushed = false;

  private constructor(handle: FileHandle, heads: ChainHeads, run: string) {
    this.#handle = handle;
    this.#kept = heads;
    this.#run = run;
  }

  /** Creates the file, or opens it, and makes sure that the disk has these heads. */
  static async open(folder: string, heads: ChainHeads): Promise<HeadFile> {
    const { O_CREAT, O_WRONLY } = constants;
    const file = new HeadFile(await open(headPath(folder), O_CREAT | O_WRONLY, 0o600), heads, await currentRun());
    await file.#write();
    await file.#flush();
    await syncFolder(folder);
    return file;
  }

  /** Writes the heads that the flush of the journal which begins now will reach. Rejects if they cannot be written. */
  async begin(next: ChainHeads): Promise<void> {
    if (chains.every((chain) => next[chain].position === this.#kept[chain].position)) return;
    this.#next = next;
    await this.#write();
  }

  /** Writes the heads of events that are on disk now. A failed write leaves those of before, which are as true. */
  note(heads: ChainHeads): void {
    this.#kept = heads;
    this.#next = null;
    this.#write()
      .then(async () => {
        // Once, so that a power failure soon after the first start does not leave a file that names no event.
        if (!this.#isFlushed) await this.#flush();
        this.#isFlushed = true;
      })
      .catch(() => undefined);
  }

  /** Closes the file. If the folder is still this process's, writes that the store has these heads and no more. */
  async close({ isOurs = true } = {}): Promise<void> {
    await this.#writing.catch(() => undefined);
    try {
      if (!isOurs || this.#next) return;
      await this.#write(closed);
      await this.#flush();
    } finally {
      await this.#handle.close();
    }
  }

  /** Of several writes that wait, only the last is done. */
  #write(run = this.#run): Promise<void> {
    const { public: open, private: hidden } = this.#kept;
    const next = this.#next && { public: this.#next.public.position, private: this.#next.private.position };
    this.#wanted = { public: open, private: hidden, ...(next && { next }), run };
    this.#writing = this.#writing
      .catch(() => undefined)
      .then(async () => {
        const content = this.#wanted;
        this.#wanted = null;
        if (!content) return;
        await this.#handle.write(`${checkedLine(JSON.stringify(content)).padEnd(size - 1)}\n`, 0);
      });
    return this.#writing;
  }

  #flush(): Promise<void> {
    return this.#handle.datasync();
  }
}

/** Returns a name for the run of this system since it was started, where the system has one (Linux). */
async function currentRun(): Promise<string> {
  return (await readFile("/proc/sys/kernel/random/boot_id", "utf8").catch(() => "unknown")).trim();
}

/**
 * Reads the heads in a folder's file.
 *
 * @throws DataFolderError heads-missing, heads-damaged
 */
export async function readHeads(folder: string): Promise<KeptHeads> {
  const file = headPath(folder);
  const text = await readFile(file, "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
    throw new DataFolderError("heads-missing", { folder, file });
  });
  const json = textOfLine(text.trimEnd());
  if (json === null) throw new DataFolderError("heads-damaged", { folder, file });
  return JSON.parse(json) as KeptHeads;
}

/**
 * Checks that a state has all events up to the heads that were kept, and none that were never written: those after them
 * can only be of a flush under way, or of the seconds before a power failure.
 *
 * @param later Heads that were read after the state, if a server may have written meanwhile.
 * @throws DataFolderError events-cut, events-replaced, events-added
 */
export async function checkHeads(
  folder: string,
  state: State,
  kept: KeptHeads,
  later: KeptHeads = kept,
): Promise<void> {
  const file = headPath(folder);
  const expected = chains.reduce((sum, chain) => sum + kept[chain].position, 0);
  const found = state.lastEvent;
  if (found < expected) throw new DataFolderError("events-cut", { folder, file, found, expected });
  for (const chain of chains) {
    const { position, link } = kept[chain];
    if (position > 0 && state.chained(chain, position)?.audit.link !== link)
      throw new DataFolderError("events-replaced", { folder, file });
  }
  const isExact = kept.run === closed || kept.run === (await currentRun());
  const most = chains.reduce((sum, chain) => sum + (later.next?.[chain] ?? later[chain].position), 0);
  if ((isExact || most === 0) && found > most)
    throw new DataFolderError("events-added", { folder, file, found, expected: most });
}
