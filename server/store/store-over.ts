import type { Identified } from "./collections.ts";
import type { Reader, RowName, Store } from "./store.ts";

/** Returns a store that works like another one, except for its own methods. */
export function storeOver(store: Store, own: Partial<Store>): Store {
  return {
    read: (look, options) => store.read(look, options),
    transact: (work, options) => store.transact(work, options),
    subscribe: (listener) => store.subscribe(listener),
    verify: () => store.verify(),
    checkBodies: (signal) => store.checkBodies(signal),
    close: () => store.close(),
    counts: store.counts,
    ...own,
  };
}

/**
 * Returns a reader that asks another one each question once. The transactions of a group read many of the same values,
 * which nobody else can change meanwhile. `rows` were read before; the value of a missing row is undefined.
 */
export function rememberingReader(
  reader: Reader,
  rows: readonly (RowName & { value: Identified | undefined })[] = [],
): Reader {
  const answers = new Map<string, Promise<unknown>>(
    rows.map(({ collection, id, value }) => [JSON.stringify(["get", collection, id]), Promise.resolve(value)]),
  );
  const once = <T>(question: readonly unknown[], ask: () => Promise<T>): Promise<T> => {
    const key = JSON.stringify(question);
    const known = answers.get(key) as Promise<T> | undefined;
    if (known) return known;
    const answer = ask();
    answers.set(key, answer);
    return answer;
  };
  // Callers may sort a list in place.
  const listed = async <T>(question: readonly unknown[], ask: () => Promise<T[]>): Promise<T[]> => [
    ...(await once(question, ask)),
  ];
  return {
    get: (collection, id) => once(["get", collection, id], () => reader.get(collection, id)),
    list: (collection, scope) => listed(["list", collection, scope], () => reader.list(collection, scope)),
    count: (collection, scope) => once(["count", collection, scope], () => reader.count(collection, scope)),
    range: (collection, range) => listed(["range", collection, range], () => reader.range(collection, range)),
    everyRow: (collection) => reader.everyRow(collection),
    bodies: (collection) => listed(["bodies", collection], () => reader.bodies(collection)),
    events: (query) => listed(["events", query], () => reader.events(query)),
    eventsBefore: (query) => listed(["eventsBefore", query], () => reader.eventsBefore(query)),
    eventNumber: (id) => once(["eventNumber", id], () => reader.eventNumber(id)),
    lastEvent: () => once(["lastEvent"], () => reader.lastEvent()),
    chainHead: (chain) => once(["chainHead", chain], () => reader.chainHead(chain)),
    chainEvents: (query) => listed(["chainEvents", query], () => reader.chainEvents(query)),
  };
}
