import { type Bound, chained, emptyHeads, replacementOf, rewritten } from "../audit-chain.ts";
import { bindRecords } from "../bound-records.ts";
import {
  type Bodies,
  type BodyCollection,
  bodyCollections,
  type Collection,
  type Identified,
  type Records,
  type RowCollection,
  type Rows,
} from "../collections.ts";
import { changeOfCount, eventInScope, inScope, type Scope, subjectKey } from "../indexes.ts";
import { frozen } from "../memory/frozen.ts";
import { isUnrecorded } from "../unrecorded-rows.ts";
import { type Entry, type Range, rangeOver } from "../ranges.ts";
import { digestOfBody } from "../seals.ts";
import { type Reader, type Writer, WriteWithoutEventError } from "../store.ts";
import { type NewEvent, newEventId, type StoredEvent } from "../stored-event.ts";
import type { HeadRow } from "./tables.ts";

/**
 * Writes that are not in the database yet: of one transaction, or of a group of them. They are collected in memory, so
 * that a failed transaction leaves nothing behind, and a group is written with few statements.
 */
export class Changes {
  head: Head;
  /** The head before the last event. */
  #before: Head;
  /** The last value of each id. Null if it was removed. */
  readonly touched = new Map<Collection, Map<string, Identified | null>>();
  readonly events: StoredEvent[] = [];
  /** Subjects whose earlier events lose their `before` and `after`. */
  readonly forgotten = new Set<string>();
  /** The new form of earlier events. */
  readonly rewritten = new Map<number, StoredEvent>();

  constructor(head: Head) {
    this.head = head;
    this.#before = head;
  }

  touch(collection: Collection, id: string, value: Identified | null): void {
    const values = this.touched.get(collection) ?? new Map<string, Identified | null>();
    this.touched.set(collection, values.set(id, value));
  }

  append(event: NewEvent): void {
    const next = appended(this.head, event);
    this.#before = this.head;
    this.head = next.head;
    this.events.push(next.event);
  }

  /** Gives earlier events another form. Once a subject is forgotten, no later form brings its facts back. */
  rewrite(earlier: Iterable<StoredEvent>, upTo: number): void {
    for (const event of earlier) {
      if (event.seq > upTo) continue;
      const isForgotten = this.forgotten.has(subjectKey(event.subject));
      this.rewritten.set(event.seq, frozen(isForgotten ? rewritten(event) : rewritten(event, event)));
    }
  }

  /** Seals all that these changes write, and lets the last event bind it. `sealsOf` returns the seals that are stored. */
  async bind(
    sealsOf: (collection: Collection, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
  ): Promise<void> {
    const last = this.events.pop();
    if (!last) return;
    const found = [...this.touched].map(
      async ([collection, values]) => [collection, await sealsOf(collection, [...values.keys()])] as const,
    );
    const before = new Map(await Promise.all(found));
    const records = await bindRecords(this.touched, (collection, id) => before.get(collection)?.get(id));
    const replaced = [...this.rewritten.values()].map(replacementOf);
    const bound = { ...(records.length > 0 && { records }), ...(this.erases && { replaced }) };
    const next = binding(this.#before, last, bound);
    this.head = next.head;
    this.events.push(next.event);
  }

  get isEmpty(): boolean {
    return this.touched.size + this.events.length + this.forgotten.size + this.rewritten.size === 0;
  }

  /** Whether these changes delete text from earlier events. */
  get erases(): boolean {
    return this.forgotten.size + this.rewritten.size > 0;
  }

  /** @throws WriteWithoutEventError */
  check(): void {
    if (this.events.length > 0 || this.isEmpty) return;
    const isPlain = !this.erases && [...this.touched.keys()].every(isUnrecorded);
    if (!isPlain) throw new WriteWithoutEventError("A transaction that writes must append an event");
  }

  /** Adds the changes of a transaction that ran on top of these. */
  add(later: Changes): void {
    for (const [collection, values] of later.touched)
      for (const [id, value] of values) this.touch(collection, id, value);
    for (const subject of later.forgotten) this.forgotten.add(subject);
    for (const [seq, event] of later.rewritten) this.rewritten.set(seq, event);
    this.events.splice(0, Infinity, ...this.events.map((event) => later.formOf(event)), ...later.events);
    this.head = later.head;
    if (later.events.length > 0) this.#before = later.#before;
  }

  /** Returns an earlier event as it is after these changes. */
  formOf(earlier: StoredEvent): StoredEvent {
    return this.rewritten.get(earlier.seq) ?? earlier;
  }
}

/** Returns the digest of a body, which a reader may have seen before it was stored. */
const digestOfStored = (body: Identified): string => digestOfBody(body as Bodies[BodyCollection]);

/** Returns a reader that sees changes on top of what another one sees. */
export function readerOver(below: Reader, changes: Changes): Reader {
  const { touched, events } = changes;
  return {
    async get<C extends Collection>(collection: C, id: string): Promise<Records[C] | undefined> {
      const value = touched.get(collection)?.get(id);
      if (value === null) return undefined;
      return value === undefined ? below.get(collection, id) : (value as Records[C]);
    },
    async list<C extends RowCollection>(collection: C, scope?: Scope<C>): Promise<Rows[C][]> {
      const values = await below.list(collection, scope);
      const touchedHere = touched.get(collection);
      if (!touchedHere) return values;
      const written = [...touchedHere.values()].filter((value) => value !== null) as Rows[C][];
      return [
        ...values.filter(({ id }) => !touchedHere.has(id)),
        ...written.filter((value) => inScope(collection, value, scope)),
      ];
    },
    async count<C extends RowCollection>(collection: C, scope: Scope<C>): Promise<number> {
      const written = [...(touched.get(collection) ?? [])].map(
        async ([id, after]) => [await below.get(collection, id), after] as [Rows[C] | undefined, Rows[C] | null],
      );
      const [counted, ...changed] = await Promise.all([below.count(collection, scope), ...written]);
      return counted + changeOfCount(collection, scope, changed);
    },
    range<C extends RowCollection>(collection: C, range: Range<C>): Promise<Entry<C>[]> {
      return rangeOver((part) => below.range(collection, part), collection, range, touched.get(collection));
    },
    everyRow: (collection) => below.everyRow(collection),
    async bodies(collection: BodyCollection) {
      const bodies = new Map((await below.bodies(collection)).map((body) => [body.id, body]));
      for (const [id, value] of touched.get(collection) ?? []) {
        if (value === null) bodies.delete(id);
        else bodies.set(id, { id, digest: digestOfStored(value) });
      }
      return [...bodies.values()];
    },
    async events(query) {
      const earlier = await below.events(query);
      const own = events.filter((event) => event.seq > query.after && eventInScope(event, query));
      return [...earlier.map((event) => changes.formOf(event)), ...own].slice(0, query.limit);
    },
    async eventsBefore(query) {
      const own = events.filter((event) => event.seq < query.before && eventInScope(event, query)).reverse();
      const earlier = await below.eventsBefore(query);
      return [...own, ...earlier.map((event) => changes.formOf(event))].slice(0, query.limit);
    },
    eventNumber: async (id) => events.find((event) => event.id === id)?.seq ?? (await below.eventNumber(id)),
    lastEvent: () => Promise.resolve(changes.head.last),
    chainHead: (chain) => Promise.resolve(changes.head.state[chain] ?? emptyHeads[chain]),
    async chainEvents(query) {
      const earlier = await below.chainEvents(query);
      const own = events.filter(({ chain, audit }) => chain === query.chain && audit.position > query.after);
      return [...earlier.map((event) => changes.formOf(event)), ...own].slice(0, query.limit);
    },
  };
}

/** Returns a writer whose changes are collected. `before` is the number of the last event before the transaction. */
export function writerOver(below: Reader, changes: Changes): Writer {
  const before = changes.head.last;
  return {
    ...readerOver(below, changes),
    put(collection, value) {
      changes.touch(collection, value.id, isBody(collection) ? value : frozen(value));
      return Promise.resolve();
    },
    remove(collection, id) {
      changes.touch(collection, id, null);
      return Promise.resolve();
    },
    append(event) {
      changes.append(event);
      return Promise.resolve();
    },
    async forget(subject) {
      const key = subjectKey(subject);
      changes.forgotten.add(key);
      const earlier = await below.events({ after: 0, limit: before, subject: key });
      changes.rewrite(
        earlier.map((event) => changes.formOf(event)),
        before,
      );
    },
    rewrite(earlier) {
      changes.rewrite(earlier, before);
      return Promise.resolve();
    },
  };
}

const isBody = (collection: Collection): collection is BodyCollection =>
  (bodyCollections as readonly Collection[]).includes(collection);

/** The state that each event continues. It is read with the lock of all commits, and written with the events. */
type Head = Pick<HeadRow, "last" | "state">;

/** Returns an event as it is stored after a head, and the head after it. */
function appended({ last, state }: Head, event: NewEvent): { event: StoredEvent; head: Head } {
  const seq = last + 1;
  const added = chained({ ...event, seq, id: newEventId() }, { ...emptyHeads, ...state });
  return { event: frozen(added.event), head: { last: seq, state: added.heads } };
}

/** Returns the last event of a transaction with what it binds, and the head after it. */
function binding({ state }: Head, event: StoredEvent, bound: Bound): { event: StoredEvent; head: Head } {
  const added = chained(event, { ...emptyHeads, ...state }, bound);
  return { event: frozen(added.event), head: { last: event.seq, state: added.heads } };
}
