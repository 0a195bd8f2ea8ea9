import type { Collection, Records, RowCollection, Rows, Scope } from "./collections.ts";
import type { EventSubject, NewEvent, StoredEvent } from "./stored-event.ts";

/**
 * Looks into a store. All that one `read` or `transact` sees is one state of it: nothing another transaction commits
 * meanwhile shows.
 */
export interface Reader {
  /** The value of that id. What comes back is frozen: to change it, put another. */
  get<C extends Collection>(collection: C, id: string): Promise<Records[C] | undefined>;
  /** The values in that scope, in no promised order: callers sort by what they mean. */
  list<C extends RowCollection>(collection: C, scope?: Scope<C>): Promise<Rows[C][]>;
  /** Events after a number, in order: of one document, or where none is named of all. */
  events(query: { after: number; limit: number; documentId?: string }): Promise<StoredEvent[]>;
  /** The number of the event that readers know by this id; undefined where there is none. */
  eventNumber(id: string): Promise<number | undefined>;
  /** The number of the last event; 0 where nothing has happened yet. */
  lastEvent(): Promise<number>;
}

/** Looks and writes. A transaction sees its own writes. */
export interface Writer extends Reader {
  /**
   * Puts a value under its id, in place of one that was there; the value is frozen. Bodies (contents, originals) are
   * named by their hash: putting one again changes nothing.
   */
  put<C extends Collection>(collection: C, value: Records[C]): Promise<void>;
  /** Takes a value away; nothing happens where there is none. */
  remove(collection: Collection, id: string): Promise<void>;
  /** Appends to the record of what happened. */
  append(event: NewEvent): Promise<void>;
  /**
   * Empties `before` and `after` of every earlier event on a subject, for a legal demand to erase. Once the transaction is
   * acknowledged the words are in no file of the store any more.
   */
  forget(subject: EventSubject): Promise<void>;
}

/** Hears of events once they are committed, in order. It must not throw. */
export type EventListener = (event: StoredEvent) => void;

/**
 * Where a forum is kept. These comments are the contract; one suite (tests/store) holds every implementation to it.
 *
 * - **Acknowledged is kept.** Once a transaction's promise has resolved, its writes outlive the process being killed (the
 *   memory store's outlive nothing, by its nature). What a `read` has answered with is kept in the same sense.
 * - **All or nothing.** A transaction whose function throws, or that is refused, or that cannot be written down
 *   (`NotKeptError`), leaves no trace.
 * - **One after another.** Transactions have the effect of running singly, each on what the one before left.
 * - **Writes are events.** A transaction that writes without appending an event is refused (`WriteWithoutEventError`).
 *   One that neither writes nor appends is only a read.
 * - **Reads cannot write,** by type: a `Reader` has no method that does.
 */
export interface Store {
  /** Runs a function on one state of the store and answers with its result. */
  read<T>(look: (reader: Reader) => T | Promise<T>): Promise<T>;
  /**
   * Runs a function whose writes are committed together once it resolves, and answers with its result.
   *
   * The function may be run again where a store meets a conflict, so its only effects are those on the writer. It must
   * not call `transact` itself, and it should not wait for anything slow: others wait for it.
   */
  transact<T>(work: (writer: Writer) => T | Promise<T>): Promise<T>;
  /** Calls the listener with every event committed from now on; the answer ends that. */
  subscribe(listener: EventListener): () => void;
  /** Finishes what is under way and lets go of files and connections. Nothing may be asked of it afterwards. */
  close(): Promise<void>;
}

/** A transaction could not be written down (a full disk, say): nothing of it is kept, and the store goes on without it. */
export class NotKeptError extends Error {
  override name = "NotKeptError";
}

/** A transaction wrote and recorded no event. */
export class WriteWithoutEventError extends Error {
  override name = "WriteWithoutEventError";
}
