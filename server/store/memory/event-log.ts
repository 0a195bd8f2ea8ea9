import { LRUCache } from "lru-cache";
import { type EventScope, eventInScope, eventIndexes, keysIn } from "../indexes.ts";
import { type ChainHeads, emptyHeads, headsAfter } from "../audit-chain.ts";
import { frozen } from "./frozen.ts";
import { type Chain, chains, type EventFacts, type StoredEvent } from "../stored-event.ts";

/** An event in the form of a file, which is read each time that somebody asks for it. */
export interface UnreadEvent {
  /** Reads what the indexes need. */
  readFacts(): Pick<StoredEvent, "seq" | "id"> & EventFacts;
  read(): StoredEvent;
}

/** An event of a log. One of a file stays unread, because most are never asked for. */
export type LoggedEvent = StoredEvent | UnreadEvent;

function isUnread(event: LoggedEvent): event is UnreadEvent {
  return "readFacts" in event;
}

function readEvent(event: LoggedEvent): StoredEvent {
  return frozen(isUnread(event) ? event.read() : event);
}

/** Number of events of a file to remember. A page of the latest events is asked for again and again. */
const mostRemembered = 500;

type IndexName = keyof typeof eventIndexes;
const indexNames = Object.keys(eventIndexes) as IndexName[];

/** The numbers of events, by public id and by key. */
class EventKeys {
  readonly #numbers = new Map<string, number>();
  /** The numbers of the events with a key. Most keys have one. */
  readonly #byKey = new Map(indexNames.map((index) => [index, new Map<string, number | number[]>()]));

  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** See `EventLog.numbersIn`. */
  numbersIn(scope: EventScope): readonly number[] | null {
    let least: readonly number[] | null = null;
    for (const index of indexNames) {
      const key = scope[index];
      if (key === undefined) continue;
      const found = this.#byKey.get(index)?.get(key) ?? [];
      const numbers = typeof found === "number" ? [found] : found;
      if (least === null || numbers.length < least.length) least = numbers;
    }
    return least;
  }

  add(logged: LoggedEvent): void {
    const event = isUnread(logged) ? logged.readFacts() : logged;
    this.#numbers.set(event.id, event.seq);
    for (const index of indexNames) {
      const byKey = this.#byKey.get(index);
      for (const key of keysIn(eventIndexes[index], event)) {
        const numbers = byKey?.get(key);
        if (numbers === undefined) byKey?.set(key, event.seq);
        else if (typeof numbers === "number") byKey?.set(key, [numbers, event.seq]);
        else numbers.push(event.seq);
      }
    }
  }
}

/** The events of a store in order, with their numbers in each index. */
export class EventLog {
  /** The event with number n is at n - 1. A rewrite replaces the array, so that a reader keeps the earlier one. */
  #events: LoggedEvent[];
  #keys = new EventKeys();
  #heads: ChainHeads;
  readonly #remembered = new LRUCache<UnreadEvent, StoredEvent>({ max: mostRemembered });

  constructor(events: LoggedEvent[]) {
    this.#events = events;
    for (const event of events) this.#keys.add(event);
    this.#heads = chains.reduce((heads, chain) => headsAfter(heads, this.#lastOf(chain)), emptyHeads);
  }

  get events(): readonly LoggedEvent[] {
    return this.#events;
  }

  push(event: StoredEvent): void {
    this.#events.push(event);
    this.#keys.add(event);
    // Events of an earlier form have no place in a chain yet.
    if (Object.hasOwn(event, "audit")) this.#heads = headsAfter(this.#heads, event);
  }

  /**
   * Replaces the events with these numbers by others with the same number and place in their chain. Yields after each
   * step of the work. Readers find the earlier ones until it is complete.
   */
  *replace(numbers: Iterable<number>, change: (event: StoredEvent) => StoredEvent): Generator<1, void> {
    const events = [...this.#events];
    for (const number of new Set(numbers)) {
      const event = events[number - 1];
      if (event) events[number - 1] = change(readEvent(event));
      yield 1;
    }
    const keys = new EventKeys();
    for (const event of events) {
      keys.add(event);
      yield 1;
    }
    this.#events = events;
    this.#keys = keys;
    this.#remembered.clear();
  }

  /** Returns an event of the log as it is stored. */
  read(event: LoggedEvent): StoredEvent {
    if (!isUnread(event)) return readEvent(event);
    const known = this.#remembered.get(event);
    if (known) return known;
    const read = readEvent(event);
    this.#remembered.set(event, read);
    return read;
  }

  /** Returns the number of the event with a public id, or undefined. */
  numberOf(id: string): number | undefined {
    return this.#keys.numberOf(id);
  }

  /** The last link of each chain. */
  get heads(): ChainHeads {
    return this.#heads;
  }

  /** Returns the event at a position of a chain. */
  chained(chain: Chain, position: number): StoredEvent | undefined {
    const event = this.#events[(this.numbersIn({ chain })?.[position - 1] ?? 0) - 1];
    return event && readEvent(event);
  }

  #lastOf(chain: Chain): StoredEvent | undefined {
    return this.chained(chain, this.numbersIn({ chain })?.length ?? 0);
  }

  /** Returns the numbers of the events with a key, ascending, or null if the scope is empty. */
  numbersIn(scope: EventScope): readonly number[] | null {
    return this.#keys.numbersIn(scope);
  }
}

/** The events of a log at one moment, for a reader. */
export class EventView {
  readonly #log: EventLog;
  readonly #events: readonly LoggedEvent[];
  /** Events beyond this number were added later. */
  readonly count: number;
  readonly heads: ChainHeads;

  constructor(log: EventLog) {
    this.#log = log;
    this.#events = log.events;
    this.count = log.events.length;
    this.heads = log.heads;
  }

  /** Returns the events of a chain after a position, in order. */
  inChain({ chain, after, limit }: { chain: Chain; after: number; limit: number }): StoredEvent[] {
    const end = Math.min(this.heads[chain].position, after + limit);
    const numbers = this.#log.numbersIn({ chain })?.slice(after, end) ?? [];
    return numbers.flatMap((number) => this.#read(number) ?? []);
  }

  /** Yields the events as they are in the log. */
  *all(): Generator<LoggedEvent> {
    for (let number = 1; number <= this.count; number += 1) yield this.#events[number - 1] as LoggedEvent;
  }

  #read(number: number): StoredEvent | undefined {
    const event = this.#events[number - 1];
    return event && this.#log.read(event);
  }

  /** Returns the events after a number that are in a scope, in order. */
  list({ after, limit, ...scope }: { after: number; limit: number } & EventScope): StoredEvent[] {
    const numbers = this.#log.numbersIn(scope);
    const first = Math.max(0, after);
    if (!numbers)
      return this.#events.slice(first, Math.min(first + limit, this.count)).map((event) => this.#log.read(event));
    const events: StoredEvent[] = [];
    for (let at = indexAfter(numbers, first); at < numbers.length && events.length < limit; at += 1) {
      const number = numbers[at] ?? 0;
      const event = number > this.count ? undefined : this.#read(number);
      if (!event) break;
      if (eventInScope(event, scope)) events.push(event);
    }
    return events;
  }

  /** Returns the events before a number that are in a scope, latest first. */
  listBefore({ before, limit, ...scope }: { before: number; limit: number } & EventScope): StoredEvent[] {
    const numbers = this.#log.numbersIn(scope);
    const end = Math.min(Math.ceil(before) - 1, this.count);
    const events: StoredEvent[] = [];
    for (let at = numbers ? indexAfter(numbers, end) : end; at > 0 && events.length < limit; at -= 1) {
      const event = this.#read(numbers ? (numbers[at - 1] ?? 0) : at);
      if (event && eventInScope(event, scope)) events.push(event);
    }
    return events;
  }

  numberOf(id: string): number | undefined {
    const number = this.#log.numberOf(id);
    return number !== undefined && number <= this.count ? number : undefined;
  }
}

/** Returns the position of the first number that is greater. */
function indexAfter(numbers: readonly number[], after: number): number {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) > after) high = middle;
    else low = middle + 1;
  }
  return low;
}
