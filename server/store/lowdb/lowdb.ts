import { mkdir } from "node:fs/promises";
import type { Low } from "lowdb";
import { Announcer } from "../memory/announcer.ts";
import { BodyFolder } from "./body-folder.ts";
import { type Change, erases } from "../memory/state.ts";
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
  /**
   * Absolute path of the data folder. Created if missing, accessible only to its owner, because it contains private
   * comments.
   */
  folder: string;
  notice?: (notice: StoreNotice) => void;
  /** Journal size, in bytes, after which a snapshot is written. */
  snapshotAfter?: number;
}

/**
 * Default journal size, in bytes, before a snapshot. It replays in about a tenth of a second. A smaller one would mean
 * rewriting the same snapshot more often.
 */
const defaultSnapshotAfter = 8 * 1024 * 1024;

/**
 * Journal size before a snapshot, as a share of the last snapshot. The larger of the 2 limits applies. However large a
 * forum grows over the years, disk writes stay within 3 times its data. Reading at startup stays within 1.5 times the
 * snapshot.
 */
const shareOfSnapshot = 0.5;

/**
 * Opens the embedded store: one process, one folder.
 *
 * lowdb holds the data: a `Low` has the state as its data, reads it at startup and writes it to `snapshot.jsonl`.
 * Writing the whole file each time would be slow: 20 writes per second, where a journal manages 1 000.
 *
 * Each transaction is therefore one line in `journal-N.jsonl`, acknowledged as soon as that line is on disk. A snapshot
 * is written from time to time, and names the first journal that it does not contain. Texts and uploaded files are
 * stored next to it, one file each, under their hash.
 *
 * A failed write leaves the state ahead of the disk. The failed transactions are rejected, and the journal is cut back
 * to the acknowledged part. The state is then reloaded from disk before any other request is answered.
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

/** The content of a data folder, as it was read on opening. */
interface OpenedFolder {
  low: Low<Snapshot>;
  bodyFolder: BodyFolder;
  journal: Journal;
  journalNumber: number;
  /** Size of the last snapshot, in bytes. */
  snapshotSize: number;
}

class LowdbStore implements Store {
  readonly #options: LowdbOptions;
  readonly #low: Low<Snapshot>;
  readonly #bodyFolder: BodyFolder;
  readonly #unlock: () => Promise<void>;
  readonly #queue = new SerialQueue();
  readonly #announcer = new Announcer();
  #journal: Journal;
  #journalNumber: number;
  #snapshot: Promise<void> | null = null;
  /** Size of the last snapshot, in bytes. */
  #snapshotSize: number;
  /**
   * Whether text to be forgotten may still be in a journal, because the snapshot that would have replaced it failed.
   */
  #owesErasure = false;

  private constructor(
    options: LowdbOptions,
    unlock: () => Promise<void>,
    { low, bodyFolder, journal, journalNumber, snapshotSize }: OpenedFolder,
  ) {
    this.#options = options;
    this.#low = low;
    this.#bodyFolder = bodyFolder;
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

    const bodyFolder = new BodyFolder(folder);
    await bodyFolder.sweep((collection, id) => low.data.state.tables[collection].values.has(id));
    const journal = await Journal.open(journalFile(folder, number), size);
    await syncFolder(folder);
    const snapshotSize = await snapshotSizeOf(folder);
    const opened = { low, bodyFolder, journal, journalNumber: number, snapshotSize };
    const store = new LowdbStore(options, unlock, opened);
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
        throw new NotKeptError("The transaction could not be written", { cause: error });
      }
      // The transaction was rejected because of a state that was never committed.
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
    /** The view may include data not yet on disk. Results are returned only after that data has arrived there. */
    const settled = this.#journal.settled();
    settled.catch(() => undefined);
    try {
      const result = await look(stateReader(view, this.#bodyFolder));
      await settled;
      return result;
    } finally {
      state.release(view);
    }
  }

  /** Runs a transaction without waiting for the disk, so that the next one can begin meanwhile and share the flush. */
  async #run<T>(work: (writer: Writer) => T | Promise<T>) {
    const { state } = this.#low.data;
    const view = state.view();
    const transaction = beginTransaction(view, this.#bodyFolder);
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
    if (change && erases(change)) this.#owesErasure = true;
    if (this.#owesErasure) await this.#payErasure();
    else if (change) await this.#snapshotIfLong();
    /** Wrapped in an object, because an async function would await a promise returned directly. */
    return { result, change, kept };
  }

  #commit(change: Change): Promise<void> {
    this.#low.data.state.apply(change);
    return this.#journal.append(writeLine(change));
  }

  /**
   * Recovers from a failed write: cuts the journal back to the acknowledged part and reloads the state from disk. If
   * even that fails it throws, and the next request tries again.
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
    /** Deletes a body only after its removal is on disk, and before the next transaction can put it back. */
    if (dropped.length > 0) await kept;
    for (const [collection, id] of dropped)
      if (isBodyCollection(collection)) await this.#bodyFolder.drop(collection, id);
  }

  /**
   * Writes a snapshot without the text to be forgotten, and only then deletes the journal that contains it. If this
   * fails it throws, and every later transaction and the next startup try again. The erasure is confirmed to no one
   * until it succeeds.
   */
  async #payErasure(): Promise<void> {
    await this.#snapshot;
    await (
      await this.#startSnapshot()
    ).written;
    this.#owesErasure = false;
  }

  /** A failure here does not affect the transaction, which the journal keeps. The snapshot is tried again later. */
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
   * Switches to a new journal and begins to write everything before it as a snapshot. Runs between transactions. If the
   * snapshot fails or the process ends, nothing is lost: the old snapshot names the old journal, and both journals are
   * replayed.
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
