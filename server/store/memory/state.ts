import { setImmediate as nextTurn } from "node:timers/promises";
import {
  bodyCollections,
  type BodyCollection,
  type BodyRow,
  type Collection,
  type Identified,
  isBodyCollection,
  type Records,
  type RowCollection,
  rowCollections,
  type Rows,
} from "../collections.ts";
import { changeOfCount, indexesOf, inScope, keysIn, type Scope, subjectKey, wantedOf, wordIndex } from "../indexes.ts";
import { entriesOf, type Entry, firstOf, type Range } from "../ranges.ts";
import { isUnrecorded } from "../unrecorded-rows.ts";
import { type ChainHeads, withoutSalt } from "../audit-chain.ts";
import { withSeal } from "../seals.ts";
import type { Chain, EventSubject, StoredEvent } from "../stored-event.ts";
import { EventLog, EventView, type LoggedEvent } from "./event-log.ts";
import { frozen } from "./frozen.ts";
import { SortedIndex } from "./sorted-index.ts";

/** Values in a table: rows in full, bodies only by their digest. */
type TableRow<C extends Collection> = C extends RowCollection ? Records[C] : BodyRow;

/** The values of one collection by id, in each index by key and id, and in order in those that somebody asked for. */
interface Table<C extends Collection> {
  readonly values: Map<string, TableRow<C>>;
  readonly indexes: ReadonlyMap<string, Map<string, Map<string, TableRow<C>>>>;
  readonly sorted: Map<string, SortedIndex>;
}

type Tables = { readonly [C in Collection]: Table<C> };

/** Values that were replaced or removed since a view was fixed, by id. Undefined if there was none. */
type Earlier = Map<string, Identified | undefined>;

/**
 * A fixed state of a store for a reader.
 *
 * It shares the tables with the state. Before a value changes, each view remembers the earlier one. A write therefore
 * costs no more in a large forum, however long somebody reads.
 */
export class View {
  readonly #tables: Tables;
  readonly #earlier = new Map<Collection, Earlier>();
  readonly events: EventView;

  constructor(tables: Tables, log: EventLog) {
    this.#tables = tables;
    this.events = new EventView(log);
  }

  get<C extends Collection>(collection: C, id: string): TableRow<C> | undefined {
    const earlier = this.#earlier.get(collection);
    if (earlier?.has(id)) return frozen(earlier.get(id)) as TableRow<C> | undefined;
    return frozen(this.#tables[collection].values.get(id));
  }

  /** Returns all bodies of a collection. */
  bodies(collection: BodyCollection): BodyRow[] {
    return this.ids(collection).flatMap((id) => this.get(collection, id) ?? []);
  }

  /** Returns the ids of all values of a collection. */
  ids(collection: Collection): string[] {
    const earlier = this.#earlier.get(collection);
    const ids = [...this.#tables[collection].values.keys()];
    if (!earlier) return ids;
    const kept = [...earlier].flatMap(([id, value]) => (value ? [id] : []));
    return [...ids.filter((id) => !earlier.has(id)), ...kept];
  }

  /** Yields every row. */
  *every<C extends RowCollection>(collection: C): Generator<Rows[C], undefined> {
    for (const id of this.ids(collection)) {
      const row = this.get(collection, id) as Rows[C] | undefined;
      if (row) yield row;
    }
    return undefined;
  }

  /** Returns the values in a scope. */
  list<C extends RowCollection>(collection: C, scope?: Scope<C>): Rows[C][] {
    const wanted = wantedOf(scope);
    const buckets = wanted.map(([index, key]) => bucketOf(this.#tables[collection], index, key));
    const [least = this.#tables[collection].values] = buckets.toSorted((left, right) => left.size - right.size);
    const others = buckets.filter((bucket) => bucket !== least);
    const earlier = this.#earlier.get(collection);
    const values: Rows[C][] = [];
    for (const [id, value] of least as ReadonlyMap<string, Rows[C]>) {
      if (!earlier?.has(id) && others.every((bucket) => bucket.has(id))) values.push(frozen(value));
    }
    for (const value of (earlier?.values() ?? []) as Iterable<Rows[C] | undefined>) {
      if (value && inScope(collection, value, scope)) values.push(frozen(value));
    }
    return values;
  }

  /** Returns the number of values in a scope. */
  count<C extends RowCollection>(collection: C, scope: Scope<C>): number {
    const [only, ...more] = wantedOf(scope);
    if (more.length > 0) return this.list(collection, scope).length;
    const table: Table<Collection> = this.#tables[collection];
    const { size } = only ? bucketOf(table, ...only) : table.values;
    const since = [...(this.#earlier.get(collection) ?? [])].map(
      ([id, before]) => [table.values.get(id), before] as [Rows[C] | undefined, Rows[C] | undefined],
    );
    return size + changeOfCount(collection, scope, since);
  }

  /** Returns the entries of an index that are in a range. */
  async range<C extends RowCollection>(collection: C, range: Range<C>): Promise<Entry<C>[]> {
    const table: Table<C> = this.#tables[collection];
    const sorted = sortedOf(collection, table, range.index);
    await sorted.whole();
    const earlier = this.#earlier.get(collection);
    const entries: Entry<C>[] = [];
    for (const { key, id } of sorted.within(range.prefix ?? "", range.after)) {
      if (entries.length >= range.limit) break;
      const row = earlier?.has(id) ? undefined : table.values.get(id);
      if (row) entries.push({ key, row: frozen(row) as Rows[C] });
    }
    if (!earlier) return entries;
    const kept = [...earlier.values()].filter((row) => row !== undefined).map(frozen) as Rows[C][];
    return firstOf([...entries, ...entriesOf(collection, kept, range)], range.limit);
  }

  /** Remembers a value that is about to change. */
  remember(collection: Collection, id: string, value: Identified | undefined): void {
    const earlier = this.#earlier.get(collection) ?? new Map<string, Identified | undefined>();
    this.#earlier.set(collection, earlier);
    if (!earlier.has(id)) earlier.set(id, value);
  }
}

const noValues: ReadonlyMap<string, never> = new Map<string, never>();

function bucketOf(table: Pick<Table<Collection>, "indexes">, index: string, key: string): ReadonlyMap<string, unknown> {
  return table.indexes.get(index)?.get(key) ?? noValues;
}

function sortedOf(collection: Collection, table: Table<Collection>, index: string): SortedIndex {
  const sorted =
    table.sorted.get(index) ?? new SortedIndex(table.values, indexesIn(collection).get(index) ?? (() => []));
  table.sorted.set(index, sorted);
  return sorted;
}

/** Number of values and events of a change that are applied at once, in a few milliseconds. */
const appliedAtOnce = 200;

/**
 * The complete data of a single-process store. A change is applied in place. Values that were read from a file are
 * frozen when a reader first gets them, because most never are.
 */
export class State {
  readonly tables: Tables;
  readonly #log: EventLog;
  /** The open views, with their number of readers. */
  readonly #views = new Map<View, number>();
  /** The state before a change that is being applied in turns. */
  #before: View | null = null;

  constructor(tables: Tables, events: LoggedEvent[]) {
    this.tables = tables;
    this.#log = new EventLog(events);
  }

  /** Number of the last event. */
  get lastEvent(): number {
    return this.#log.events.length;
  }

  /** Fixes the current state for a reader, until `release`. */
  view(): View {
    const view = this.#before ?? new View(this.tables, this.#log);
    this.#views.set(view, (this.#views.get(view) ?? 0) + 1);
    return view;
  }

  get heads(): ChainHeads {
    return this.#log.heads;
  }

  /** Returns the event at a position of a chain. */
  chained(chain: Chain, position: number): StoredEvent | undefined {
    return this.#log.chained(chain, position);
  }

  release(view: View): void {
    const readers = (this.#views.get(view) ?? 0) - 1;
    if (readers > 0) this.#views.set(view, readers);
    else this.#views.delete(view);
  }

  /** Applies all the changes of a transaction. */
  apply(change: Change): void {
    const steps = this.#applying(change);
    while (steps.next().done !== true);
  }

  /**
   * Applies all the changes of a transaction. Others get their turn during a large one, and see the state before it until
   * it is applied completely. No other change may be applied meanwhile.
   */
  async applyInTurns(change: Change): Promise<void> {
    if (sizeOf(change) <= appliedAtOnce) {
      this.apply(change);
      return;
    }
    const before = this.view();
    this.#before = before;
    try {
      let applied = 0;
      for (const step of this.#applying(change)) {
        applied += step;
        if (applied % appliedAtOnce === 0) await nextTurn();
      }
    } finally {
      this.#before = null;
      this.release(before);
    }
  }

  /** Yields after each value and event. */
  *#applying(change: Change): Generator<1> {
    for (const [collection, value, seal] of change.puts) {
      this.#set(collection, value.id, withSeal(value, seal));
      yield 1;
    }
    for (const [collection, id] of change.removes) {
      this.#set(collection, id, undefined);
      yield 1;
    }
    if (change.rewrites) yield* this.#rewrite(change.rewrites);
    if (change.forget) yield* this.#forget(change.forget);
    for (const event of change.events) {
      this.#log.push(event);
      yield 1;
    }
  }

  #set(collection: Collection, id: string, value: Identified | undefined): void {
    const table: Table<Collection> = this.tables[collection];
    const before = table.values.get(id);
    for (const view of this.#views.keys()) view.remember(collection, id, before);
    if (before) unindex(collection, table, before);
    if (value === undefined) table.values.delete(id);
    else {
      table.values.set(id, value);
      indexRead(collection, table, value);
    }
  }

  /** Forgets as earlier forms did: without a salt, the facts of an event cannot be checked. */
  #forget(subjects: NonNullable<Change["forget"]>): Generator<1, void> {
    const numbers = subjects.flatMap((subject) => this.#log.numbersIn({ subject: subjectKey(subject) }) ?? []);
    return this.#log.replace(numbers, (event) => frozen(withoutSalt({ ...event, before: null, after: null })));
  }

  #rewrite(rewrites: readonly StoredEvent[]): Generator<1, void> {
    const bySeq = new Map(rewrites.map((event) => [event.seq, event]));
    return this.#log.replace(bySeq.keys(), (event) => frozen(bySeq.get(event.seq) ?? event));
  }
}

/** A stored record lacks what its indexes need, as after a change by hand. */
export class UnreadableRecordError extends Error {
  override name = "UnreadableRecordError";
}

/** @throws UnreadableRecordError */
function indexRead(collection: Collection, table: Table<Collection>, value: Identified): void {
  try {
    index(collection, table, value);
  } catch (error) {
    throw new UnreadableRecordError(`${collection}/${value.id}`, { cause: error });
  }
}

function index(collection: Collection, table: Table<Collection>, value: Identified): void {
  for (const [name, keys] of indexesIn(collection)) {
    table.sorted.get(name)?.add(value);
    const byKey = table.indexes.get(name);
    if (!byKey) continue;
    for (const key of keysIn(keys, value)) {
      const bucket = byKey.get(key);
      if (bucket) bucket.set(value.id, value);
      else byKey.set(key, new Map([[value.id, value]]));
    }
  }
}

function unindex(collection: Collection, table: Table<Collection>, value: Identified): void {
  for (const [name, keys] of indexesIn(collection)) {
    table.sorted.get(name)?.remove(value);
    const byKey = table.indexes.get(name);
    if (!byKey) continue;
    for (const key of keysIn(keys, value)) {
      const bucket = byKey.get(key);
      bucket?.delete(value.id);
      if (bucket?.size === 0) byKey.delete(key);
    }
  }
}

const noIndexes: ReadonlyMap<string, (row: Identified) => readonly string[]> = new Map();

/** Returns the indexes of a collection. Bodies have none. */
function indexesIn(collection: Collection): ReadonlyMap<string, (row: Identified) => readonly string[]> {
  return isBodyCollection(collection) ? noIndexes : (indexesOf(collection) as unknown as typeof noIndexes);
}

/** Creates a state from the given values and events. */
export function stateOf(values: Partial<Record<Collection, readonly Identified[]>>, events: LoggedEvent[]): State {
  const tables = [...rowCollections, ...bodyCollections].map((collection) => {
    const own = values[collection] ?? [];
    const table: Table<Collection> = {
      values: new Map(own.map((value) => [value.id, value])),
      // Most rows have many words, and nobody may ever search for one.
      indexes: new Map(
        [...indexesIn(collection).keys()].flatMap((name) => (name === wordIndex ? [] : [[name, new Map()]])),
      ),
      sorted: new Map(),
    };
    for (const value of table.values.values()) indexRead(collection, table, value);
    return [collection, table] as const;
  });
  return new State(Object.fromEntries(tables) as unknown as Tables, events);
}

/**
 * A value in a change, with its seal. A row is complete. A body (contents, originals) is only its id and digest, because
 * the body is stored before the change is committed.
 */
export type Put = { [C in Collection]: readonly [C, TableRow<C>, seal?: string] }[Collection];

/** The effects of one transaction, as written to a journal line and applied to the state. */
export interface Change {
  readonly puts: readonly Put[];
  readonly removes: readonly (readonly [Collection, string])[];
  readonly events: readonly StoredEvent[];
  /** The new form of earlier events. Present, perhaps empty, if the transaction erases text. */
  readonly rewrites?: readonly StoredEvent[];
  /** Subjects whose earlier events lose their `before` and `after`. Only in journals of earlier forms. */
  readonly forget?: readonly EventSubject[];
}

/** Returns the number of values and events that a change touches. */
function sizeOf({ puts, removes, events, rewrites = [] }: Change): number {
  return puts.length + removes.length + events.length + rewrites.length;
}

/** Returns whether a change takes text out of earlier events, so that no file may keep them. */
export function erases({ forget = [], rewrites }: Change): boolean {
  return forget.length > 0 || rewrites !== undefined;
}

/** Returns whether a change has no event and needs none, because it writes only unrecorded rows. */
export function isWithoutEvent(change: Change): boolean {
  const { puts, removes, events } = change;
  return (
    events.length === 0 && !erases(change) && [...puts, ...removes].every(([collection]) => isUnrecorded(collection))
  );
}
