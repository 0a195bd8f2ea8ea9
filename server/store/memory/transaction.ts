import {
  type Bodies,
  type BodyCollection,
  type Collection,
  type Identified,
  isBodyCollection,
  type Records,
  type RowCollection,
  type Rows,
  type Scope,
} from "../collections.ts";
import { type Reader, type Writer, WriteWithoutEventError } from "../store.ts";
import { type EventSubject, type NewEvent, newEventId, type StoredEvent } from "../stored-event.ts";
import { type BodyRow, type Change, frozen, isWithoutEvent, type Put, type View } from "./state.ts";

/** A transaction's writer and its collected changes. */
interface Transaction {
  writer: Writer;
  /**
   * Returns all changes after the work is done, or null if nothing was written.
   *
   * @throws WriteWithoutEventError if something was written without an event.
   */
  finish(): Change | null;
}

/** Begins a transaction on a view. Its changes are invisible in the state until they are applied. */
export function beginTransaction(view: View, bodyStore: BodyStore): Transaction {
  const reader = stateReader(view, bodyStore);
  /** The latest value of every id touched. Null if it was removed. */
  const touched = new Map<Collection, Map<string, Identified | null>>();
  const events: StoredEvent[] = [];
  const forget: EventSubject[] = [];
  const rewrites: StoredEvent[] = [];

  const touch = (collection: Collection, id: string, value: Identified | null): void => {
    const values = touched.get(collection) ?? new Map<string, Identified | null>();
    touched.set(collection, values.set(id, value));
  };

  const writer: Writer = {
    async get<C extends Collection>(collection: C, id: string): Promise<Records[C] | undefined> {
      const value = touched.get(collection)?.get(id);
      if (value === null) return undefined;
      if (value === undefined) return reader.get(collection, id);
      return isBodyCollection(collection)
        ? ((await bodyStore.fetch(collection, value)) as Records[C] | undefined)
        : (value as Records[C]);
    },
    async list<C extends RowCollection>(collection: C, scope?: Scope<C>): Promise<Rows[C][]> {
      const touchedRecords = touched.get(collection);
      const values = await reader.list(collection, scope);
      if (!touchedRecords) return values;
      const written = [...touchedRecords.values()].filter((value) => value !== null) as Rows[C][];
      return [
        ...values.filter(({ id }) => !touchedRecords.has(id)),
        ...written.filter((value) => inScope<C>(value, scope)),
      ];
    },
    bodies: async (collection) => {
      const ids = new Set(await reader.bodies(collection));
      for (const [id, value] of touched.get(collection) ?? []) {
        if (value === null) ids.delete(id);
        else ids.add(id);
      }
      return [...ids];
    },
    events: async (query) => {
      const earlier = await reader.events(query);
      const own = events.filter(
        ({ seq, documentId }) => seq > query.after && (query.documentId ?? documentId) === documentId,
      );
      return [...earlier, ...own].slice(0, query.limit);
    },
    eventNumber: async (id) => events.find((event) => event.id === id)?.seq ?? (await reader.eventNumber(id)),
    lastEvent: () => Promise.resolve(view.eventCount + events.length),
    async put(collection, value) {
      const row = isBodyCollection(collection)
        ? (view.tables[collection].values.get(value.id) ?? (await bodyStore.keep(collection, value as never)))
        : frozen(value);
      touch(collection, value.id, row);
    },
    remove(collection, id) {
      touch(collection, id, null);
      return Promise.resolve();
    },
    append(event: NewEvent) {
      events.push(frozen({ ...event, seq: view.eventCount + events.length + 1, id: newEventId() }));
      return Promise.resolve();
    },
    forget(subject) {
      forget.push(subject);
      return Promise.resolve();
    },
    rewrite(earlier) {
      rewrites.push(...earlier.map((event) => frozen(event)));
      return Promise.resolve();
    },
  };

  return {
    writer,
    finish() {
      const puts: Put[] = [];
      const removes: [Collection, string][] = [];
      for (const [collection, values] of touched) {
        for (const [id, value] of values) {
          if (value === null) removes.push([collection, id]);
          else puts.push([collection, value] as Put);
        }
      }
      const change = { puts, removes, events, forget, ...(rewrites.length > 0 && { rewrites }) };
      if (puts.length + removes.length + events.length + forget.length + rewrites.length === 0) return null;
      if (events.length > 0 || isWithoutEvent(change)) return change;
      throw new WriteWithoutEventError("A transaction that writes must append an event");
    },
  };
}

/** Returns whether a value has all the fields of a scope. */
export function inScope<C extends RowCollection>(value: Rows[C], scope: Scope<C> | undefined): boolean {
  return Object.entries(scope ?? {}).every(
    ([field, wanted]) => wanted === undefined || (value as unknown as Record<string, unknown>)[field] === wanted,
  );
}

/** Creates a reader for one view of a state. */
export function stateReader(view: View, bodyStore: BodyStore): Reader {
  return {
    async get<C extends Collection>(collection: C, id: string): Promise<Records[C] | undefined> {
      const value = view.tables[collection].values.get(id);
      if (value === undefined || !isBodyCollection(collection)) return value as Records[C] | undefined;
      return (await bodyStore.fetch(collection, value)) as Records[C] | undefined;
    },
    list<C extends RowCollection>(collection: C, scope?: Scope<C>): Promise<Rows[C][]> {
      const values = [...view.tables[collection].values.values()] as Rows[C][];
      return Promise.resolve(scope ? values.filter((value) => inScope<C>(value, scope)) : values);
    },
    bodies: (collection) => Promise.resolve([...view.tables[collection].values.keys()]),
    events({ after, limit, documentId }): Promise<StoredEvent[]> {
      const events: StoredEvent[] = [];
      for (let index = Math.max(0, after); index < view.eventCount && events.length < limit; index += 1) {
        const event = view.events[index];
        if (event && (documentId === undefined || event.documentId === documentId)) events.push(event);
      }
      return Promise.resolve(events);
    },
    /**
     * Searches from the end, because the caller's last event is usually recent. An index would cost more than it saves.
     */
    eventNumber: (id) =>
      Promise.resolve(view.events.findLast((event, index) => index < view.eventCount && event.id === id)?.seq),
    lastEvent: () => Promise.resolve(view.eventCount),
  };
}

/** Storage for bodies (contents, originals), separate from the rows. */
export interface BodyStore {
  /**
   * Stores a body permanently and returns its row. It is safe before the promise resolves. Storing it again has no
   * effect.
   */
  keep<C extends BodyCollection>(collection: C, body: Bodies[C]): Promise<BodyRow>;
  /** Returns the body of a row, or undefined. */
  fetch<C extends BodyCollection>(collection: C, row: BodyRow): Promise<Bodies[C] | undefined>;
  /** Deletes a body. */
  drop(collection: BodyCollection, id: string): Promise<void>;
}
