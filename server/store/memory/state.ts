import {
  bodyCollections,
  type Collection,
  type Identified,
  type Records,
  type RowCollection,
  rowCollections,
} from "../collections.ts";
import { isPassing } from "../passing-rows.ts";
import { type ChainHeads, emptyHeads, headsAfter, rewritten, withoutFacts } from "../audit-chain.ts";
import { type Chain, chains, type EventSubject, type StoredEvent } from "../stored-event.ts";

/** A body in a table: its id, and the SHA-256 of its file if the store keeps files. */
export interface BodyRow extends Identified {
  readonly digest?: string;
}

/** Values in a table: rows in full, bodies only by their digest. */
type TableRow<C extends Collection> = C extends RowCollection ? Records[C] : BodyRow;

/** The values of one collection by id. While a view uses a table, it is replaced instead of changed. */
interface Table<Value> {
  readonly values: Map<string, Value>;
  /** Number of views that use the table. */
  views: number;
}

type Tables = { [C in Collection]: Table<TableRow<C>> };

/** A fixed state of a store for a reader. */
export interface View {
  readonly tables: Readonly<Tables>;
  readonly events: readonly StoredEvent[];
  /** Events beyond this number were added later. */
  readonly eventCount: number;
  readonly heads: ChainHeads;
  /** The numbers of the events of each chain, by position. Those after its head were added later. */
  readonly chainNumbers: ChainNumbers;
}

type ChainNumbers = Readonly<Record<Chain, readonly number[]>>;

/**
 * The complete data of a single-process store.
 *
 * A change is applied in place. Only a table used by a view is copied first. Locking readers out during a commit
 * instead would let one slow reader block every writer.
 */
export class State {
  tables: Tables;
  events: StoredEvent[];
  /** Null until a view needs them, because events of an earlier form are in no chain. */
  #chainNumbers: Record<Chain, number[]> | null = null;

  constructor(tables: Tables, events: StoredEvent[]) {
    this.tables = tables;
    this.events = events;
  }

  /** Fixes the current state for a reader, until `release`. */
  view(): View {
    const tables = { ...this.tables };
    for (const table of Object.values(tables)) table.views += 1;
    const { events, heads, chainNumbers } = this;
    return { tables, events, eventCount: events.length, heads, chainNumbers };
  }

  /** The numbers of the events of each chain, by position. All events must be in a chain. */
  get chainNumbers(): ChainNumbers {
    return (this.#chainNumbers ??= numbersByChain(this.events));
  }

  get heads(): ChainHeads {
    const last = (chain: Chain): StoredEvent | undefined => this.chained(chain, this.chainNumbers[chain].length);
    return chains.reduce((heads, chain) => headsAfter(heads, last(chain)), emptyHeads);
  }

  /** Returns the event at a position of a chain. */
  chained(chain: Chain, position: number): StoredEvent | undefined {
    return this.events[(this.chainNumbers[chain][position - 1] ?? 0) - 1];
  }

  release(view: View): void {
    for (const table of Object.values(view.tables)) table.views -= 1;
  }

  /** Applies all the changes of a transaction. */
  apply(change: Change): void {
    for (const [collection, value] of change.puts) this.#writable(collection).set(value.id, value);
    for (const [collection, id] of change.removes) this.#writable(collection).delete(id);
    if (change.rewrites) this.#rewrite(change.rewrites);
    if (change.forget.length > 0) this.#forget(change.forget);
    for (const event of change.events) {
      this.events.push(event);
      this.#chainNumbers?.[event.chain].push(event.seq);
    }
  }

  #forget(subjects: Change["forget"]): void {
    const forgotten = new Set(subjects.map(({ collection, id }) => `${collection}/${id}`));
    this.events = this.events.map((event) =>
      forgotten.has(`${event.subject.collection}/${event.subject.id}`) ? frozen(withoutFacts(event)) : event,
    );
  }

  #rewrite(rewrites: readonly StoredEvent[]): void {
    const bySeq = new Map(rewrites.map((event) => [event.seq, event]));
    this.events = this.events.map((event) => {
      const by = bySeq.get(event.seq);
      return by ? frozen(rewritten(event, by)) : event;
    });
  }

  #writable(collection: Collection): Map<string, Identified> {
    const table = this.tables[collection];
    if (table.views === 0) return table.values;
    const copy = { values: new Map<string, Identified>(table.values), views: 0 };
    this.tables = { ...this.tables, [collection]: copy };
    return copy.values;
  }
}

function numbersByChain(events: readonly StoredEvent[]): Record<Chain, number[]> {
  const numbers: Record<Chain, number[]> = { public: [], private: [] };
  for (const { chain, seq } of events) numbers[chain].push(seq);
  return numbers;
}

/** Creates a state from the given values and events. */
export function stateOf(values: Partial<Record<Collection, readonly Identified[]>>, events: StoredEvent[]): State {
  const tables = [...rowCollections, ...bodyCollections].map((collection) => [
    collection,
    { values: new Map((values[collection] ?? []).map((value) => [value.id, value])), views: 0 },
  ]);
  return new State(Object.fromEntries(tables) as Tables, events);
}

/**
 * A value in a change. A row is complete. A body (contents, originals) is only its id and digest, because the body is
 * stored before the change is committed.
 */
export type Put = { [C in Collection]: readonly [C, TableRow<C>] }[Collection];

/** The effects of one transaction, as written to a journal line and applied to the state. */
export interface Change {
  readonly puts: readonly Put[];
  readonly removes: readonly (readonly [Collection, string])[];
  readonly events: readonly StoredEvent[];
  /** Subjects whose earlier events lose their `before` and `after`. */
  readonly forget: readonly EventSubject[];
  /** The new form of earlier events. Absent if none changes. */
  readonly rewrites?: readonly StoredEvent[];
}

/** Returns whether a change takes text out of earlier events, so that no file may keep them. */
export function erases({ forget, rewrites = [] }: Change): boolean {
  return forget.length + rewrites.length > 0;
}

/** Returns whether a change has no event and needs none, because it writes only passing rows. */
export function isWithoutEvent({ puts, removes, events, forget, rewrites = [] }: Change): boolean {
  const isPlain = events.length + forget.length + rewrites.length === 0;
  return isPlain && [...puts, ...removes].every(([collection]) => isPassing(collection));
}

/** Deep-freezes and returns a value, so that stored values can be changed only through the store. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
