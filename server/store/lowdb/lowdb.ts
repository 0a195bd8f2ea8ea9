import { mkdir } from "node:fs/promises";
import type { Low } from "lowdb";
import { Announcer, SerialQueue } from "../memory/announcer.ts";
import { headsAfter } from "../audit-chain.ts";
import { deleteEarlierText } from "./aside-folder.ts";
import { BodyFolder, faultOf } from "./body-folder.ts";
import { closeToOthers } from "./durable-file.ts";
import { type Change, erases } from "../memory/state.ts";
import { bodyCollections, isBodyCollection } from "../collections.ts";
import { deleteJournals, openFolder, type StoreNotice } from "./data-folder.ts";
import { HeadFile } from "./head-file.ts";
import { createJournal, Journal, JournalFailedError, journalLine } from "./journal.ts";
import { type FolderLock, LockLostError, lockFolder } from "./lock-file.ts";
import { journalFile, readFolder, snapshotSizeOf } from "./read-folder.ts";
import type { Snapshot } from "./snapshot-file.ts";
import { beginTransaction, stateReader } from "../memory/transaction.ts";
import { NotKeptError, type EventListener, type Reader, type Store, type StoreFault, type Writer } from "../store.ts";
import { verifyFolder } from "./verify-folder.ts";

export interface LowdbOptions {
  /**
   * Absolute path of the data folder. Created if missing, accessible only to its owner, because it contains private
   * comments.
   */
  folder: string;
  notice?: (notice: StoreNotice) => void;
  /**
   * Called once if another process has taken the folder over. Every later read and write is rejected with the error, so
   * the process should stop.
   */
  lost?: (error: LockLostError) => void;
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
 * stored next to it, one file each, under their hash. Every line has a checksum and every file a digest, so that damage
 * is reported and not served.
 *
 * Each process that writes to the folder begins a journal of its own. Its number is the fence: a server that was paused
 * and has lost the folder cannot write to the journal of its successor, and what it adds to its own is not read.
 *
 * A failed write leaves the state ahead of the disk. The failed transactions are rejected, and the journal is cut back
 * to the acknowledged part. The state is then reloaded from disk before any other request is answered.
 */
export async function openLowdbStore(options: LowdbOptions): Promise<Store> {
  const { folder } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const lock = await lockFolder(folder, (error) => {
    options.notice?.({ code: "lock-lost", params: { folder, reason: error.message } });
    options.lost?.(error);
  });
  try {
    await closeToOthers(folder);
    return await LowdbStore.open(options, lock);
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Number of journals after which a snapshot is written on opening, because each start may add one. */
const mostJournals = 100;

class LowdbStore implements Store {
  readonly #options: LowdbOptions;
  readonly #low: Low<Snapshot>;
  readonly #bodyFolder: BodyFolder;
  readonly #lock: FolderLock;
  readonly #queue = new SerialQueue();
  readonly #announcer = new Announcer();
  readonly #headFile: HeadFile;
  #journal: Journal;
  #journalNumber: number;
  /** Size, in bytes, of the journals before this one that the snapshot does not contain. */
  #earlierSize: number;
  #snapshot: Promise<void> | null = null;
  /** Size, in bytes, of the journals that the snapshot does not contain, when the last one was begun. */
  #triedAt = 0;
  /** Size of the last snapshot, in bytes. */
  #snapshotSize: number;
  /**
   * Whether text to be forgotten may still be in a journal, because the snapshot that would have replaced it failed.
   */
  #owesErasure = false;

  private constructor(
    options: LowdbOptions,
    lock: FolderLock,
    opened: {
      low: Low<Snapshot>;
      headFile: HeadFile;
      journal: Journal;
      journalNumber: number;
      earlierSize: number;
      snapshotSize: number;
    },
  ) {
    this.#options = options;
    this.#lock = lock;
    this.#low = opened.low;
    this.#bodyFolder = new BodyFolder(options.folder);
    this.#headFile = opened.headFile;
    this.#journal = opened.journal;
    this.#journalNumber = opened.journalNumber;
    this.#earlierSize = opened.earlierSize;
    this.#snapshotSize = opened.snapshotSize;
  }

  static async open(options: LowdbOptions, lock: FolderLock): Promise<LowdbStore> {
    const { folder, notice } = options;
    const { low, isNew, number, journals, size, forgets } = await openFolder(folder, lock.check, notice);
    const journalNumber = isNew ? number : number + 1;
    const file = journalFile(folder, journalNumber);
    if (!isNew) await createJournal(file, { journal: journalNumber, after: low.data.state.lastEvent });
    const headFile = await HeadFile.open(folder, low.data.state.heads);
    const journal = await Journal.open(file, lock.check, { heads: headFile });
    const snapshotSize = await snapshotSizeOf(folder);
    const opened = { low, headFile, journal, journalNumber, earlierSize: isNew ? 0 : size, snapshotSize };
    const store = new LowdbStore(options, lock, opened);
    store.#owesErasure = forgets;
    if (forgets) await store.#payErasure().catch((error: unknown) => store.#notice("snapshot-failed", error));
    else if (journals > mostJournals) await store.#beginSnapshot();
    return store;
  }

  async read<T>(look: (reader: Reader) => T | Promise<T>): Promise<T> {
    if (this.#lock.loss) throw this.#lock.loss;
    try {
      return await this.#look(look);
    } catch (error) {
      if (!this.#journal.failure) throw error;
      await this.#recover();
      return this.#look(look);
    }
  }

  async transact<T>(work: (writer: Writer) => T | Promise<T>): Promise<T> {
    if (this.#lock.loss) throw this.#lock.loss;
    try {
      const { result, change, kept } = await this.#queue.run(() => this.#run(work));
      await kept;
      if (change) await this.#announcer.announce(change.events);
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

  async verify(): Promise<StoreFault[]> {
    return (await verifyFolder(this.#options.folder)).faults;
  }

  async checkBodies(signal: AbortSignal): Promise<StoreFault[]> {
    const faults: StoreFault[] = [];
    for (const collection of bodyCollections) {
      for (const row of [...this.#low.data.state.tables[collection].values.values()]) {
        signal.throwIfAborted();
        const fault = await faultOf(this.#options.folder, collection, row);
        // A transaction may have removed it meanwhile.
        if (fault && this.#low.data.state.tables[collection].values.has(row.id)) faults.push(fault);
      }
    }
    return faults;
  }

  async close(): Promise<void> {
    await this.#queue.idle();
    await this.#snapshot;
    await this.#journal.close();
    // Another process may have taken the folder over, and writes the file then.
    const isOurs = await this.#lock.check().then(
      () => true,
      () => false,
    );
    await this.#headFile.close({ isOurs });
    await this.#lock.release();
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
    const change = await transaction.finish();
    const { kept } = change ? await this.#commit(change) : { kept: this.#journal.settled() };
    kept.catch(() => undefined);
    if (change) await this.#dropBodies(change, kept);
    if (change && erases(change)) this.#owesErasure = true;
    if (this.#owesErasure) await this.#payErasure();
    else if (change) await this.#snapshotIfLong();
    /** Wrapped in an object, because an async function would await a promise returned directly. */
    return { result, change, kept };
  }

  /** Applies a change. It is on disk when `kept` resolves. */
  async #commit(change: Change): Promise<{ kept: Promise<void> }> {
    const { state } = this.#low.data;
    const heads = change.events.length > 0 ? change.events.reduce(headsAfter, state.heads) : null;
    const kept = this.#journal.append(await journalLine(this.#journalNumber, change), heads);
    kept.catch(() => undefined);
    // Only then, so that a reader who sees the change waits for its line.
    await state.applyInTurns(change);
    return { kept };
  }

  /**
   * Recovers from a failed write: cuts the journal back to the acknowledged part and reloads the state from disk. If
   * even that fails it throws, and the next request tries again. If the folder belongs to another process now, there is
   * nothing to recover.
   *
   * @throws LockLostError
   */
  async #recover(): Promise<void> {
    await this.#queue.run(async () => {
      const { failure, flushed } = this.#journal;
      if (!failure) return;
      if (failure.cause instanceof LockLostError) throw failure.cause;
      const { folder } = this.#options;
      this.#notice("write-failed", failure);
      await this.#snapshot;
      await this.#journal.close().catch(() => undefined);
      await this.#lock.check();
      const file = journalFile(folder, this.#journalNumber);
      const journal = await Journal.open(file, this.#lock.check, { size: flushed, heads: this.#headFile });
      const { low } = await readFolder(folder, this.#lock.check);
      this.#low.data = low.data;
      this.#headFile.note(low.data.state.heads);
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

  async #snapshotIfLong(): Promise<void> {
    const limit = Math.max(this.#options.snapshotAfter ?? defaultSnapshotAfter, this.#snapshotSize * shareOfSnapshot);
    if (this.#earlierSize + this.#journal.size - this.#triedAt > limit) await this.#beginSnapshot();
  }

  /**
   * Begins a snapshot unless one is being written. A failure does not affect the transaction, which the journal keeps.
   * The snapshot is tried again later.
   */
  async #beginSnapshot(): Promise<void> {
    if (this.#snapshot) return;
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
    await this.#lock.check();
    // Before the snapshot, because after it a start would no longer know that there is text to be forgotten.
    if (this.#owesErasure) await deleteEarlierText(folder);
    await createJournal(journalFile(folder, next), { journal: next, after: this.#low.data.state.lastEvent });
    const journal = await Journal.open(journalFile(folder, next), this.#lock.check, { heads: this.#headFile });
    await this.#journal.close();
    this.#earlierSize += this.#journal.size;
    this.#journal = journal;
    this.#journalNumber = next;
    this.#low.data.journal = next;
    const containedSize = this.#earlierSize;
    this.#triedAt = containedSize;
    const written = this.#low.write().then(async () => {
      this.#earlierSize -= containedSize;
      this.#triedAt = 0;
      this.#snapshotSize = await snapshotSizeOf(folder);
      await deleteJournals(folder, { before: next });
    });
    written.catch(() => undefined);
    return { written };
  }
}
