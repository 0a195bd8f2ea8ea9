import {
  bodyCollections,
  type Collection,
  type Identified,
  type Records,
  type RowCollection,
  rowCollections,
} from "../collections.ts";
import type { EventSubject, StoredEvent } from "../stored-event.ts";

/** What a table holds: rows whole; of bodies only their ids. */
type Held<C extends Collection> = C extends RowCollection ? Records[C] : Identified;

/** The values of one collection by id. While somebody reads it, it is not changed but replaced. */
interface Table<Value> {
  readonly values: Map<string, Value>;
  /** How many views look at it. */
  views: number;
}

type Tables = { [C in Collection]: Table<Held<C>> };

/** One state of a store, held still while somebody reads it. */
export interface View {
  readonly tables: Readonly<Tables>;
  readonly events: readonly StoredEvent[];
  /** Events beyond this number came later. */
  readonly eventCount: number;
}

/**
 * All that a store in one process holds.
 *
 * A change is applied in place, which costs nothing; only a table that a view looks at is copied first. The tempting
 * other, locking readers out while a transaction commits, would let one slow reader stop every writer.
 */
export class State {
  tables: Tables;
  events: StoredEvent[];

  constructor(tables: Tables, events: StoredEvent[]) {
    this.tables = tables;
    this.events = events;
  }

  /** Holds the present state still for a reader, until `release`. */
  view(): View {
    const tables = { ...this.tables };
    for (const table of Object.values(tables)) table.views += 1;
    return { tables, events: this.events, eventCount: this.events.length };
  }

  release(view: View): void {
    for (const table of Object.values(view.tables)) table.views -= 1;
  }

  /** Applies what a transaction did, all of it. */
  apply(change: Change): void {
    for (const [collection, value] of change.puts) this.#writable(collection).set(value.id, value);
    for (const [collection, id] of change.removes) this.#writable(collection).delete(id);
    if (change.forget.length > 0) this.#forget(change.forget);
    for (const event of change.events) this.events.push(event);
  }

  #forget(subjects: Change["forget"]): void {
    const forgotten = new Set(subjects.map(({ collection, id }) => `${collection}/${id}`));
    this.events = this.events.map((event) =>
      forgotten.has(`${event.subject.collection}/${event.subject.id}`)
        ? Object.freeze({ ...event, before: null, after: null })
        : event,
    );
  }

  #writable(collection: Collection): Map<string, Identified> {
    const table = this.tables[collection];
    if (table.views === 0) return table.values;
    const copy = { values: new Map<string, Identified>(table.values), views: 0 };
    this.tables = { ...this.tables, [collection]: copy };
    return copy.values;
  }
}

/** A state that holds the given values and events. */
export function stateOf(values: Partial<Record<Collection, readonly Identified[]>>, events: StoredEvent[]): State {
  const tables = [...rowCollections, ...bodyCollections].map((collection) => [
    collection,
    { values: new Map((values[collection] ?? []).map((value) => [value.id, value])), views: 0 },
  ]);
  return new State(Object.fromEntries(tables) as Tables, events);
}

/**
 * A value as a change carries it: a row whole, of a body (contents, originals) only its id, since the body itself is on
 * the shelf before the change is committed.
 */
export type Put = { [C in Collection]: readonly [C, C extends RowCollection ? Records[C] : Identified] }[Collection];

/** All that one transaction did: what a journal's line holds, and what is applied to the state. */
export interface Change {
  readonly puts: readonly Put[];
  readonly removes: readonly (readonly [Collection, string])[];
  readonly events: readonly StoredEvent[];
  /** Subjects whose earlier events lose their before and after. */
  readonly forget: readonly EventSubject[];
}

/** The same value, frozen through and through: what is kept cannot be changed behind the store's back. */
export function frozen<T>(value: T): T {
  if (typeof value !== "object" || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value;
  Object.freeze(value);
  for (const part of Object.values(value)) frozen(part);
  return value;
}
