import { type EventScope, eventInScope, eventIndexes, keysIn } from "../indexes.ts";
import { type ChainHeads, emptyHeads, headsAfter } from "../audit-chain.ts";
import { frozen } from "./frozen.ts";
import { type Chain, chains, type StoredEvent } from "../stored-event.ts";

type IndexName = keyof typeof eventIndexes;
const indexNames = Object.keys(eventIndexes) as IndexName[];

/** The events of a store in order, with their numbers in each index. */
export class EventLog {
  /** The event with number n is at n - 1. A rewrite replaces the array, so that a reader keeps the earlier one. */
  #events: StoredEvent[];
  #numbers = new Map<string, number>();
  #byKey = new Map<IndexName, Map<string, number[]>>();

  constructor(events: StoredEvent[]) {
    this.#events = events;
    this.#index();
  }

  get events(): readonly StoredEvent[] {
    return this.#events;
  }

  push(event: StoredEvent): void {
    this.#events.push(event);
    this.#add(event);
  }

  /** Replaces events by others with the same number. */
  replace(change: (event: StoredEvent) => StoredEvent): void {
    this.#events = this.#events.map(change);
    this.#index();
  }

  /** Returns the number of the event with a public id, or undefined. */
  numberOf(id: string): number | undefined {
    return this.#numbers.get(id);
  }

  /** The last link of each chain. */
  get heads(): ChainHeads {
    return chains.reduce((heads, chain) => headsAfter(heads, this.#lastOf(chain)), emptyHeads);
  }

  /** Returns the event at a position of a chain. */
  chained(chain: Chain, position: number): StoredEvent | undefined {
    return this.#events[(this.numbersIn({ chain })?.[position - 1] ?? 0) - 1];
  }

  #lastOf(chain: Chain): StoredEvent | undefined {
    return this.chained(chain, this.numbersIn({ chain })?.length ?? 0);
  }

  /** Returns the numbers of the events with a key, ascending, or null if the scope is empty. */
  numbersIn(scope: EventScope): readonly number[] | null {
    let least: readonly number[] | null = null;
    for (const index of indexNames) {
      const key = scope[index];
      if (key === undefined) continue;
      const numbers = this.#byKey.get(index)?.get(key) ?? [];
      if (least === null || numbers.length < least.length) least = numbers;
    }
    return least;
  }

  #index(): void {
    this.#numbers = new Map();
    this.#byKey = new Map(indexNames.map((index) => [index, new Map<string, number[]>()]));
    for (const event of this.#events) this.#add(event);
  }

  #add(event: StoredEvent): void {
    this.#numbers.set(event.id, event.seq);
    for (const index of indexNames) {
      const byKey = this.#byKey.get(index);
      for (const key of keysIn(eventIndexes[index], event)) {
        const numbers = byKey?.get(key);
        if (numbers) numbers.push(event.seq);
        else byKey?.set(key, [event.seq]);
      }
    }
  }
}

/** The events of a log at one moment, for a reader. */
export class EventView {
  readonly #log: EventLog;
  readonly #events: readonly StoredEvent[];
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
    return numbers.flatMap((number) => frozen(this.#events[number - 1]) ?? []);
  }

  /** Yields the events. */
  *all(): Generator<StoredEvent> {
    for (const event of this.list({ after: 0, limit: this.count })) yield event;
  }

  /** Returns the events after a number that are in a scope, in order. */
  list({ after, limit, ...scope }: { after: number; limit: number } & EventScope): StoredEvent[] {
    const numbers = this.#log.numbersIn(scope);
    const first = Math.max(0, after);
    if (!numbers) return this.#events.slice(first, Math.min(first + limit, this.count)).map(frozen);
    const events: StoredEvent[] = [];
    for (let at = indexAfter(numbers, first); at < numbers.length && events.length < limit; at += 1) {
      const event = this.#events[(numbers[at] ?? 0) - 1];
      if (!event || event.seq > this.count) break;
      if (eventInScope(event, scope)) events.push(frozen(event));
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
