import { mkdir, readdir, unlink } from "node:fs/promises";
import path from "node:path";
import { Low } from "lowdb";
import { Announcer } from "./announcer.ts";
import { BodyFolder } from "./body-folder.ts";
import type { Change } from "./change.ts";
import { isBodyCollection } from "./collections.ts";
import { syncFolder } from "./durable-file.ts";
import { Journal } from "./journal.ts";
import { replayJournal } from "./journal-replay.ts";
import { lockFolder } from "./lock-file.ts";
import { SerialQueue } from "./serial-queue.ts";
import { snapshotFile, type Snapshot } from "./snapshot-file.ts";
import { stateReader } from "./state-reader.ts";
import { beginTransaction } from "./state-writer.ts";
import { stateOf } from "./state.ts";
import type { EventListener, Reader, Store, Writer } from "./store.ts";

/** Something the store met that its keeper should know of. */
export type StoreNotice =
  | { code: "journal-torn"; params: { file: string; bytes: number } }
  | { code: "snapshot-failed"; params: { folder: string; reason: string } };

export interface LowdbOptions {
  /** Absolute path of the data folder; made where there is none. */
  folder: string;
  notice?: (notice: StoreNotice) => void;
  /** Bytes of journal after which a snapshot is taken. */
  snapshotAfter?: number;
}

/** A journal of this size replays in about a tenth of a second; a shorter one means writing the same snapshot more often. */
const defaultSnapshotAfter = 8 * 1024 * 1024;

/**
 * The embedded store: one process, one folder.
 *
 * What is held is lowdb's: a `Low` has the state as its data, reads it at the start and writes it as `snapshot.json`. A
 * whole file a write would be slow (20 writes a second where a journal does a thousand), so every transaction goes as one
 * line to `journal-N.jsonl` and is acknowledged once that is on disk; a snapshot is taken now and then, and names the first
 * journal it does not contain. Texts and uploaded files stand beside it, one file each, under their hash.
 */
export async function openLowdbStore(options: LowdbOptions): Promise<Store> {
  const { folder } = options;
  await mkdir(folder, { recursive: true });
  const unlock = await lockFolder(folder);
  try {
    return await LowdbStore.open(options, unlock);
  } catch (error) {
    await unlock();
    throw error;
  }
}

class LowdbStore implements Store {
  readonly #options: LowdbOptions;
  readonly #low: Low<Snapshot>;
  readonly #shelf: BodyFolder;
  readonly #unlock: () => Promise<void>;
  readonly #queue = new SerialQueue();
  readonly #announcer = new Announcer();
  #journal: Journal;
  #journalNumber: number;
  #snapshot: Promise<void> | null = null;
  /** Words that were to be forgotten may stand in a journal still: a snapshot that would have ended it failed. */
  #owesErasure = false;

  private constructor(
    options: LowdbOptions,
    low: Low<Snapshot>,
    shelf: BodyFolder,
    unlock: () => Promise<void>,
    journal: Journal,
    journalNumber: number,
  ) {
    this.#options = options;
    this.#low = low;
    this.#shelf = shelf;
    this.#unlock = unlock;
    this.#journal = journal;
    this.#journalNumber = journalNumber;
  }

  static async open(options: LowdbOptions, unlock: () => Promise<void>): Promise<LowdbStore> {
    const { folder, notice } = options;
    const low = new Low<Snapshot>(snapshotFile(path.join(folder, "snapshot.json")), {
      state: stateOf({}, []),
      journal: 1,
    });
    await low.read();

    let number = low.data.journal;
    let size = 0;
    let owesErasure = false;
    for (let next = number; ; next += 1) {
      const file = journalFile(folder, next);
      const replayed = await replayJournal(file, low.data.state);
      if (!replayed) break;
      if (replayed.torn > 0) notice?.({ code: "journal-torn", params: { file, bytes: replayed.torn } });
      number = next;
      size = replayed.size;
      owesErasure ||= replayed.forgets;
    }
    await deleteJournalsBefore(folder, low.data.journal);

    const shelf = new BodyFolder(folder);
    await shelf.sweep((collection, id) => low.data.state.tables[collection].values.has(id));
    const journal = await Journal.open(journalFile(folder, number), size);
    await syncFolder(folder);
    const store = new LowdbStore(options, low, shelf, unlock, journal, number);
    store.#owesErasure = owesErasure;
    if (owesErasure) await store.#payErasure().catch((error: unknown) => store.#noticeFailure(error));
    return store;
  }

  async read<T>(look: (reader: Reader) => T | Promise<T>): Promise<T> {
    const { state } = this.#low.data;
    const view = state.view();
    /** What the view shows may still be on its way to the disk; nobody is told of it before it has arrived. */
    const settled = this.#journal.settled();
    settled.catch(() => undefined);
    try {
      const result = await look(stateReader(view, this.#shelf));
      await settled;
      return result;
    } finally {
      state.release(view);
    }
  }

  async transact<T>(work: (writer: Writer) => T | Promise<T>): Promise<T> {
    const { result, change, kept } = await this.#queue.run(() => this.#run(work));
    await kept;
    if (change) this.#announcer.announce(change.events);
    return result;
  }

  subscribe(listener: EventListener): () => void {
    return this.#announcer.subscribe(listener);
  }

  async close(): Promise<void> {
    await this.#queue.idle();
    await this.#snapshot;
    await this.#journal.close();
    await this.#unlock();
  }

  /** Everything of a transaction but the wait for the disk, so that the next may begin meanwhile and share the flush. */
  async #run<T>(work: (writer: Writer) => T | Promise<T>) {
    const { state } = this.#low.data;
    const view = state.view();
    const transaction = beginTransaction(view, this.#shelf);
    let result: T;
    try {
      result = await work(transaction.writer);
    } finally {
      state.release(view);
    }
    const change = transaction.finish();
    const kept = change ? this.#commit(change) : this.#journal.settled();
    kept.catch(() => undefined);
    if (change) await this.#dropBodies(change, kept);
    if (change && change.forget.length > 0) this.#owesErasure = true;
    if (this.#owesErasure) await this.#payErasure();
    else if (change) await this.#snapshotIfLong();
    /** In an object: a promise in an async answer would be waited for here. */
    return { result, change, kept };
  }

  #commit(change: Change): Promise<void> {
    this.#low.data.state.apply(change);
    return this.#journal.append(JSON.stringify(change));
  }

  async #dropBodies(change: Change, kept: Promise<void>): Promise<void> {
    const dropped = change.removes.filter(([collection]) => isBodyCollection(collection));
    /** A body goes only when its going is on disk, and before the next transaction can put it back. */
    if (dropped.length > 0) await kept;
    for (const [collection, id] of dropped) if (isBodyCollection(collection)) await this.#shelf.drop(collection, id);
  }

  /**
   * Writes what is left after a demand to forget, and only then lets go of the journal that holds the words. It throws
   * where that fails, and is tried again by every transaction after, and at the next start: until it is done, nobody is
   * told that the words are gone.
   */
  async #payErasure(): Promise<void> {
    await this.#snapshot;
    await (
      await this.#startSnapshot()
    ).written;
    this.#owesErasure = false;
  }

  async #snapshotIfLong(): Promise<void> {
    if (this.#journal.size <= (this.#options.snapshotAfter ?? defaultSnapshotAfter) || this.#snapshot) return;
    const { written } = await this.#startSnapshot();
    this.#snapshot = written
      .catch((error: unknown) => this.#noticeFailure(error))
      .finally(() => (this.#snapshot = null));
  }

  #noticeFailure(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.#options.notice?.({ code: "snapshot-failed", params: { folder: this.#options.folder, reason } });
  }

  /**
   * Turns to a new journal and begins to write what came before as a snapshot. Runs between transactions. Should the
   * snapshot fail or the process end, nothing is lost: the old snapshot names the old journal, and both are replayed.
   */
  async #startSnapshot(): Promise<{ written: Promise<void> }> {
    const { folder } = this.#options;
    const next = this.#journalNumber + 1;
    await this.#journal.settled();
    const journal = await Journal.open(journalFile(folder, next), 0);
    await syncFolder(folder);
    await this.#journal.close();
    this.#journal = journal;
    this.#journalNumber = next;
    this.#low.data.journal = next;
    const written = this.#low.write().then(() => deleteJournalsBefore(folder, next));
    written.catch(() => undefined);
    return { written };
  }
}

function journalFile(folder: string, number: number): string {
  return path.join(folder, `journal-${number}.jsonl`);
}

async function deleteJournalsBefore(folder: string, number: number): Promise<void> {
  for (const name of await readdir(folder)) {
    const found = /^journal-(?<number>\d+)\.jsonl$/u.exec(name)?.groups?.["number"];
    if (found !== undefined && Number(found) < number) await unlink(path.join(folder, name));
  }
}
