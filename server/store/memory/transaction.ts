import {
  type Bodies,
  type BodyCollection,
  type BodyRow,
  type Collection,
  type Identified,
  isBodyCollection,
  type Records,
  type RowCollection,
  type Rows,
} from "../collections.ts";
import { changeOfCount, eventInScope, inScope, type Scope, subjectKey } from "../indexes.ts";
import { chained, type ChainHeads, replacementOf, rewritten } from "../audit-chain.ts";
import { bindRecords } from "../bound-records.ts";
import { type Entry, type Range, rangeOver } from "../ranges.ts";
import { type Reader, type Writer, WriteWithoutEventError } from "../store.ts";
import { type NewEvent, newEventId, type StoredEvent } from "../stored-event.ts";
import { sealOf } from "../seals.ts";
import { type Change, isWithoutEvent, type Put, type View } from "./state.ts";
import { frozen } from "./frozen.ts";

/** A transaction's writer and its collected changes. */
interface Transaction {
  writer: Writer;
  /**
   * Returns all changes after the work is done, or null if nothing was written. The last event binds what was written.
   *
   * @throws WriteWithoutEventError if something was written without an event.
   */
  finish(): Promise<Change | null>;
}

/** Begins a transaction on a view. Its changes are invisible in the state until they are applied. */
export function beginTransaction(view: View, bodyStore: BodyStore): Transaction {
  const reader = stateReader(view, bodyStore);
  /** The latest value of every id touched. Null if it was removed. */
  const touched = new Map<Collection, Map<string, Identified | null>>();
  const events: StoredEvent[] = [];
  /** The new forms of earlier events, by number. Null if nothing is erased. */
  let rewrites: Map<number, StoredEvent> | null = null;
  const forgotten = new Set<string>();
  let { heads } = view.events;
  let headsBeforeLast: ChainHeads = heads;

  /** Gives earlier events another form. Once a subject is forgotten, no later form brings its facts back. */
  const replace = (earlier: Iterable<StoredEvent>): void => {
    rewrites ??= new Map();
    for (const event of earlier) {
      if (event.seq > view.events.count) continue;
      const isForgotten = forgotten.has(subjectKey(event.subject));
      rewrites.set(event.seq, frozen(isForgotten ? rewritten(event) : rewritten(event, event)));
    }
  };

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
        ...written.filter((value) => inScope(collection, value, scope)),
      ];
    },
    async count<C extends RowCollection>(collection: C, scope: Scope<C>): Promise<number> {
      const written = [...(touched.get(collection) ?? [])].map(
        ([id, after]) => [view.get(collection, id), after] as [Rows[C] | undefined, Rows[C] | null],
      );
      return (await reader.count(collection, scope)) + changeOfCount(collection, scope, written);
    },
    range<C extends RowCollection>(collection: C, range: Range<C>): Promise<Entry<C>[]> {
      return rangeOver((part) => reader.range(collection, part), collection, range, touched.get(collection));
    },
    everyRow: (collection) => reader.everyRow(collection),
    bodies: async (collection) => {
      const bodies = new Map((await reader.bodies(collection)).map((body) => [body.id, body]));
      for (const [id, value] of touched.get(collection) ?? []) {
        if (value === null) bodies.delete(id);
        else bodies.set(id, value);
      }
      return [...bodies.values()];
    },
    events: async (query) => {
      const earlier = await reader.events(query);
      const own = events.filter((event) => event.seq > query.after && eventInScope(event, query));
      return [...earlier, ...own].slice(0, query.limit);
    },
    eventsBefore: async (query) => {
      const own = events.filter((event) => event.seq < query.before && eventInScope(event, query)).reverse();
      return [...own, ...(await reader.eventsBefore(query))].slice(0, query.limit);
    },
    eventNumber: async (id) => events.find((event) => event.id === id)?.seq ?? (await reader.eventNumber(id)),
    lastEvent: () => Promise.resolve(view.events.count + events.length),
    chainHead: (chain) => Promise.resolve(heads[chain]),
    chainEvents: async (query) => {
      const earlier = await reader.chainEvents(query);
      const own = events.filter(({ chain, audit }) => chain === query.chain && audit.position > query.after);
      return [...earlier, ...own].slice(0, query.limit);
    },
    async put(collection, value) {
      const row = isBodyCollection(collection)
        ? (view.get(collection, value.id) ?? (await bodyStore.keep(collection, value as never)))
        : frozen(value);
      touch(collection, value.id, row);
    },
    remove(collection, id) {
      touch(collection, id, null);
      return Promise.resolve();
    },
    append(event: NewEvent) {
      const numbered = { ...event, seq: view.events.count + events.length + 1, id: newEventId() };
      const added = chained(numbered, heads);
      headsBeforeLast = heads;
      heads = added.heads;
      events.push(frozen(added.event));
      return Promise.resolve();
    },
    async forget(subject) {
      const key = subjectKey(subject);
      forgotten.add(key);
      const earlier = await reader.events({ after: 0, limit: view.events.count, subject: key });
      replace(earlier.map((event) => rewrites?.get(event.seq) ?? event));
    },
    rewrite(earlier) {
      replace(earlier);
      return Promise.resolve();
    },
  };

  return {
    writer,
    async finish() {
      const records = await bindRecords(touched, (collection, id) => {
        const before = view.get(collection, id);
        return before && sealOf(before);
      });
      const puts: Put[] = [];
      const removes: [Collection, string][] = [];
      for (const [collection, values] of touched) {
        for (const [id, value] of values) {
          if (value === null) removes.push([collection, id]);
          else {
            const seal = sealOf(value);
            puts.push((seal === undefined ? [collection, value] : [collection, value, seal]) as Put);
          }
        }
      }
      const last = events.pop();
      if (last) {
        const replaced = rewrites && [...rewrites.values()].map(replacementOf);
        const bound = { ...(records.length > 0 && { records }), ...(replaced && { replaced }) };
        events.push(frozen(chained(last, headsBeforeLast, bound).event));
      }
      const change = { puts, removes, events, ...(rewrites && { rewrites: [...rewrites.values()] }) };
      if (puts.length + removes.length + events.length === 0 && !rewrites) return null;
      if (last || isWithoutEvent(change)) return change;
      throw new WriteWithoutEventError("A transaction that writes must append an event");
    },
  };
}

/** Creates a reader for one view of a state. */
export function stateReader(view: View, bodyStore: BodyStore): Reader {
  return {
    async get<C extends Collection>(collection: C, id: string): Promise<Records[C] | undefined> {
      const value = view.get(collection, id);
      if (value === undefined || !isBodyCollection(collection)) return value as Records[C] | undefined;
      return (await bodyStore.fetch(collection, value)) as Records[C] | undefined;
    },
    list: (collection, scope) => Promise.resolve(view.list(collection, scope)),
    count: (collection, scope) => Promise.resolve(view.count(collection, scope)),
    range: (collection, range) => view.range(collection, range),
    everyRow: (collection) => view.every(collection),
    bodies: (collection) => Promise.resolve(view.bodies(collection)),
    events: (query) => Promise.resolve(view.events.list(query)),
    eventsBefore: (query) => Promise.resolve(view.events.listBefore(query)),
    eventNumber: (id) => Promise.resolve(view.events.numberOf(id)),
    lastEvent: () => Promise.resolve(view.events.count),
    chainHead: (chain) => Promise.resolve(view.events.heads[chain]),
    chainEvents: (query) => Promise.resolve(view.events.inChain(query)),
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
