import type { ChainHead } from "#core/audit/chain-line.ts";
import type { BodyCollection, BodyRow, Collection, Records, RowCollection, Rows } from "./collections.ts";
import type { EventScope, Scope } from "./indexes.ts";
import type { Entry, Range } from "./ranges.ts";
import type { Chain, EventSubject, NewEvent, StoredEvent } from "./stored-event.ts";

/**
 * Reads from a store. One `read` or `transact` sees a single consistent state, without changes committed meanwhile by
 * other transactions.
 */
export interface Reader {
  /** Returns the value with this id. It is frozen; to change it, put a new one. */
  get<C extends Collection>(collection: C, id: string): Promise<Records[C] | undefined>;
  /** Returns the values in a scope, in no guaranteed order. Callers must sort them. */
  list<C extends RowCollection>(collection: C, scope?: Scope<C>): Promise<Rows[C][]>;
  /** Returns the number of values in a scope. With one key it costs the same however many there are. */
  count<C extends RowCollection>(collection: C, scope: Scope<C>): Promise<number>;
  /**
   * Returns the entries of an index that are in a range, by key and id. A row with several keys has as many entries. The
   * order is that of the keys' code points, whatever the store and the system's language.
   */
  range<C extends RowCollection>(collection: C, range: Range<C>): Promise<Entry<C>[]>;
  /**
   * Yields every row of a collection with its seal (seals.ts), in no guaranteed order, for a backup or a check of
   * everything. In a transaction, its own writes have no seal yet: it yields the rows as they were before.
   */
  everyRow<C extends RowCollection>(collection: C): Iterable<Rows[C]> | AsyncIterable<Rows[C]>;
  /** Returns all bodies of a collection by id and digest, with their seals, in no guaranteed order. */
  bodies(collection: BodyCollection): Promise<BodyRow[]>;
  /** Returns the events after a number that are in a scope, in order. */
  events(query: { after: number; limit: number } & EventScope): Promise<StoredEvent[]>;
  /** Returns the events before a number that are in a scope, latest first. */
  eventsBefore(query: { before: number; limit: number } & EventScope): Promise<StoredEvent[]>;
  /** Returns the number of the event with this public id, or undefined. */
  eventNumber(id: string): Promise<number | undefined>;
  /** Returns the number of the last event, or 0 before the first one. */
  lastEvent(): Promise<number>;
  /** Returns the last link of a chain, or `emptyHead` before the first event. */
  chainHead(chain: Chain): Promise<ChainHead>;
  /** Returns the events of a chain after a position, in order. Reads no others. */
  chainEvents(query: { chain: Chain; after: number; limit: number }): Promise<StoredEvent[]>;
}

/**
 * Reads and writes. A transaction sees its own writes. A plain object, so that a copy of it can replace some of its methods.
 */
export interface Writer extends Reader {
  /**
   * Stores a value under its id and replaces any earlier one. The value is frozen. Bodies (contents, originals) are
   * identified by their hash, so storing one again has no effect.
   */
  put<C extends Collection>(collection: C, value: Records[C]): Promise<void>;
  /** Removes a value. Has no effect if it does not exist. */
  remove(collection: Collection, id: string): Promise<void>;
  /**
   * Appends an event to the event log, and to its chain. The last event of a commit binds the digests of all that
   * its transactions write, except of unrecorded rows, so a value that is changed without an event is noticed.
   */
  append(event: NewEvent): Promise<void>;
  /**
   * Clears `before` and `after` of every earlier event on a subject, for a legal request to erase. The events keep their
   * places in their chains, and the last event of the transaction names them. Once the transaction is acknowledged, no
   * file of the store contains the text, nor a salt with which it could be guessed.
   */
  forget(subject: EventSubject): Promise<void>;
  /**
   * Replaces earlier events by others with the same number, id, time, kind and document, for a legal request to erase a
   * person. They keep their places in their chains, and the last event of the transaction names them. Once the transaction
   * is acknowledged, no file of the store contains their earlier form.
   */
  rewrite(events: readonly StoredEvent[]): Promise<void>;
}

/** Receives events after they are committed, in order. Must not throw. */
export type EventListener = (event: StoredEvent) => void;

export interface ReadOptions {
  /** Never run the function again, because it has an effect, such as sending what it reads. It may take longer then. */
  once?: boolean;
}

/** A row by its id. */
export interface RowName {
  collection: RowCollection;
  id: string;
}

export interface TransactOptions {
  /** Rows that the function will ask for. A store across a network fetches those of many transactions at once. */
  expects?: readonly RowName[];
}

/**
 * Storage for a forum. These comments are the contract. One test suite (tests/store) checks every implementation
 * against it.
 *
 * - **Acknowledged means kept.** After a transaction's promise resolves, its writes survive the process being killed.
 *   The memory store, by its nature, keeps nothing. Results returned by a `read` are kept in the same sense.
 * - **All or nothing.** A transaction leaves no trace if its function throws, if it is rejected, or if it cannot be
 *   written (`NotKeptError`).
 * - **One after another.** Transactions behave as if run one at a time, each on the result of the previous one.
 * - **Writes are events.** A transaction that writes without appending an event is rejected (`WriteWithoutEventError`),
 *   unless it writes only unrecorded rows (unrecorded-rows.ts). One that neither writes nor appends is only a read.
 * - **Reads cannot write,** by type: a `Reader` has no methods that write.
 */
export interface Store {
  /**
   * Runs a function on one state of the store and returns its result. Unless `once` is set, the
   * function may run again from its start, so it should have no other effect.
   */
  read<T>(look: (reader: Reader) => T | Promise<T>, options?: ReadOptions): Promise<T>;
  /**
   * Runs a function, commits its writes together once it resolves, and returns its result.
   *
   * The function may run again after a conflict, so its only effects must be on the writer. It must not call `transact`
   * itself. It should not wait for anything slow, because other transactions wait for it.
   */
  transact<T>(work: (writer: Writer) => T | Promise<T>, options?: TransactOptions): Promise<T>;
  /** Calls the listener for every event committed from now on. Returns a function that unsubscribes. */
  subscribe(listener: EventListener): () => void;
  /**
   * Reads everything that the store keeps again, and checks it. Reports damage instead of throwing. A store without
   * files has nothing to check.
   */
  verify(): Promise<StoreFault[]>;
  /**
   * Reads every text and uploaded file again, one after another, and returns a fault for each that is missing or damaged.
   * Meanwhile others read and write, and the main thread is never busy for long.
   *
   * @throws the signal's reason once it is aborted; UnreachableError
   */
  checkBodies(signal: AbortSignal): Promise<StoreFault[]>;
  /** Counts that all servers of the forum add to. Undefined if only one server can use the store. */
  readonly counts?: SharedCounts | undefined;
  /** Finishes pending work and releases files and connections. The store must not be used afterwards. */
  close(): Promise<void>;
}

/**
 * Counts for limits. They are no part of the forum: no backup has them, and a crash may lose them. An addition counts for
 * a window of time; a hold until it is released, or soon after its server was killed.
 */
export interface SharedCounts {
  /** Adds one to a count, and returns the sum and when it ends. A new count ends after `window` ms. */
  add(key: string, window: number): Promise<{ count: number; endsAt: Date }>;
  /** Takes one addition back. */
  takeBack(key: string): Promise<void>;
  /** Holds an amount under a key. Returns what all servers hold under it, with this amount. */
  hold(key: string, amount: number): Promise<number>;
  /** Releases an amount under a key. If the database cannot be reached, the other servers learn of it later. */
  release(key: string, amount: number): void;
}

/** Damage of stored data. The code and the parameters select the message that is shown. */
export interface StoreFault {
  code: string;
  params: Readonly<Record<string, string | number>>;
  /** The text or uploaded file, if only one is affected. */
  body?: BodyName;
}

/** A text or an uploaded file by its id. */
export interface BodyName {
  collection: BodyCollection;
  id: string;
}

/**
 * A text or an uploaded file is missing, or is not as it was stored. Everything else can be read and written. The fault
 * says where it is.
 */
export class DamagedBodyError extends Error {
  override name = "DamagedBodyError";
  readonly fault: StoreFault & { body: BodyName };

  constructor(fault: StoreFault & { body: BodyName }) {
    super([fault.code, ...Object.values(fault.params)].join(" "));
    this.fault = fault;
  }
}

/**
 * A transaction could not be written, for example because the disk is full. Nothing of it is kept, and the store
 * continues without it.
 */
export class NotKeptError extends Error {
  override name = "NotKeptError";
}

/**
 * A store on another machine cannot be reached. Nothing can be read. It is unknown whether a write was kept, so it must
 * be safe to repeat.
 */
export class UnreachableError extends Error {
  override name = "UnreachableError";
}

/** A transaction wrote without recording an event. */
export class WriteWithoutEventError extends Error {
  override name = "WriteWithoutEventError";
}
