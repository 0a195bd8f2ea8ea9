import { mkdir } from "node:fs/promises";
import type { Low } from "lowdb";
import { Announcer } from "../memory/announcer.ts";
import { BodyFolder } from "./body-folder.ts";
import type { Change } from "../memory/state.ts";
import { isBodyCollection } from "../collections.ts";
import {
  dataOf,
  deleteJournalsBefore,
  journalFile,
  readFolder,
  snapshotSizeOf,
  type StoreNotice,
} from "./data-folder.ts";
import { syncFolder } from "./durable-file.ts";
import { Journal, JournalFailedError, writeLine } from "./journal.ts";
import { lockFolder } from "./lock-file.ts";
import { SerialQueue } from "../memory/serial-queue.ts";
import type { Snapshot } from "./snapshot-file.ts";
import { beginTransaction, stateReader } from "../memory/transaction.ts";
import { NotKeptError, type EventListener, type Reader, type Store, type Writer } from "../store.ts";

export interface LowdbOptions {
  /** Absolute path of the data folder; made where there is none, for its owner alone: it holds what was said in private. */
  folder: string;
  notice?: (notice: StoreNotice) => void;
  /** Bytes of journal after which a snapshot is taken. */
  snapshotAfter?: number;
}

/** A journal of this size replays in about a tenth of a second; a shorter one means writing the same snapshot more often. */
const defaultSnapshotAfter = 8 * 1024 * 1024;

/**
 * A snapshot is taken once the journal is this part of the last one, where that is more: however large a forum grows over
 * the years, what is written to disk stays within three times what was said, and a start within half again the reading.
 */
const shareOfSnapshot = 0.5;

/**
 * The embedded store: one process, one folder.
 *
 * What is held is lowdb's: a `Low` has the state as its data, reads it at the start and writes it as `snapshot.jsonl`. A
 * whole file a write would be slow (20 writes a second where a journal does a thousand), so every transaction goes as one
 * line to `journal-N.jsonl` and is acknowledged once that is on disk; a snapshot is taken now and then, and names the first
 * journal it does not contain. Texts and uploaded files stand beside it, one file each, under their hash.
 *
 * A write that fails leaves the state ahead of the disk: what failed is told so, the file is cut back to what was
 * acknowledged, and the state is read from the disk again before anybody else is answered.
 */
export async function openLowdbStore(options: LowdbOptions): Promise<Store> {
  const { folder } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
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
  /** Bytes of the last snapshot. */
  #snapshotSize: number;
  /** Words that were to be forgotten may stand in a journal still: a snapshot that would have ended it failed. */
  #owesErasure = false;

  private constructor(
    options: LowdbOptions,
    low: Low<Snapshot>,
    shelf: BodyFolder,
    unlock: () => Promise<void>,
    { journal, journalNumber, snapshotSize }: { journal: Journal; journalNumber: number; snapshotSize: number },
  ) {
    this.#options = options;
    this.#low = low;
    this.#shelf = shelf;
    this.#unlock = unlock;
    this.#journal = journal;
    this.#journalNumber = journalNumber;
    this.#snapshotSize = snapshotSize;
  }

  static async open(options: LowdbOptions, unlock: () => Promise<void>): Promise<LowdbStore> {
    const { folder, notice } = options;
    const low = dataOf(folder);
    const { number, size, forgets } = await readFolder(low, folder, notice);
    await deleteJournalsBefore(folder, low.data.journal);

    const shelf = new BodyFolder(folder);
    await shelf.sweep((collection, id) => low.data.state.tables[collection].values.has(id));
    const journal = await Journal.open(journalFile(folder, number), size);
    await syncFolder(folder);
    const snapshotSize = await snapshotSizeOf(folder);
    const store = new LowdbStore(options, low, shelf, unlock, { journal, journalNumber: number, snapshotSize });
    store.#owesErasure = forgets;
    if (forgets) await store.#payErasure().catch((error: unknown) => store.#notice("snapshot-failed", error));
    return store;
  }

  async read<T>(look: (reader: Reader) => T | Promise<T>): Promise<T> {
    try {
      return await this.#look(look);
    } catch (error) {
      if (!this.#journal.failure) throw error;
      await this.#recover();
      return this.#look(look);
    }
  }

  async transact<T>(work: (writer: Writer) => T | Promise<T>): Promise<T> {
    try {
      const { result, change, kept } = await this.#queue.run(() => this.#run(work));
      await kept;
      if (change) this.#announcer.announce(change.events);
      return result;
    } catch (error) {
      if (!this.#journal.failure && !(error instanceof JournalFailedError)) throw error;
      await this.#recover();
      if (error instanceof JournalFailedError) {
        throw new NotKeptError("The transaction could not be written down", { cause: error });
      }
      // It was refused by a state that never came to be.
      return this.transact(work);
    }
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

  async #look<T>(look: (reader: Reader) => T | Promise<T>): Promise<T> {
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
    return this.#journal.append(writeLine(change));
  }

  /**
   * After a write that failed: cuts the journal back to what was acknowledged and reads the state from the disk again. It
   * throws where even that fails, and is tried again by whoever asks next.
   */
  async #recover(): Promise<void> {
    await this.#queue.run(async () => {
      const { failure, flushed } = this.#journal;
      if (!failure) return;
      const { folder, notice } = this.#options;
      this.#notice("write-failed", failure);
      await this.#snapshot;
      await this.#journal.close().catch(() => undefined);
      const journal = await Journal.open(journalFile(folder, this.#journalNumber), flushed);
      const low = dataOf(folder);
      await readFolder(low, folder, notice);
      this.#low.data = low.data;
      this.#journal = journal;
    });
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

  /** What fails here is no transaction's: it is kept by the journal, and the snapshot is tried again later. */
  async #snapshotIfLong(): Promise<void> {
    const limit = Math.max(this.#options.snapshotAfter ?? defaultSnapshotAfter, this.#snapshotSize * shareOfSnapshot);
    if (this.#journal.size <= limit || this.#snapshot) return;
    try {
      const { written } = await this.#startSnapshot();
      this.#snapshot = written
        .catch((error: unknown) => this.#notice("snapshot-failed", error))
        .finally(() => (this.#snapshot = null));
    } catch (error) {
      if (error instanceof JournalFailedError) throw error;
      this.#notice("snapshot-failed", error);
    }
  }

  #notice(code: "write-failed" | "snapshot-failed", error: unknown): void {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    const reason = cause instanceof Error ? cause.message : String(cause);
    this.#options.notice?.({ code, params: { folder: this.#options.folder, reason } });
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
    const written = this.#low.write().then(async () => {
      this.#snapshotSize = await snapshotSizeOf(folder);
      await deleteJournalsBefore(folder, next);
    });
    written.catch(() => undefined);
    return { written };
  }
}
