import type { Reader, Store } from "../../server/store/store.ts";

/** A store that counts the rows, texts, files and events that reads and transactions return. */
export interface CountedStore {
  store: Store;
  /** Returns the number since the last call. */
  count: () => number;
}

/** Wraps a store in one that counts what is read. A count of rows is not a read of them. */
export function countReads(store: Store): CountedStore {
  let total = 0;
  const counted = <R extends Reader>(reader: R): R => ({
    ...reader,
    get: async (...args: Parameters<Reader["get"]>) => {
      total += 1;
      return reader.get(...args);
    },
    list: async (...args: Parameters<Reader["list"]>) => {
      const rows = await reader.list(...args);
      total += rows.length;
      return rows;
    },
    range: async (collection, range) => {
      const entries = await reader.range(collection, range);
      total += entries.length;
      return entries;
    },
    bodies: async (...args: Parameters<Reader["bodies"]>) => {
      const ids = await reader.bodies(...args);
      total += ids.length;
      return ids;
    },
    events: async (...args: Parameters<Reader["events"]>) => {
      const events = await reader.events(...args);
      total += events.length;
      return events;
    },
    eventsBefore: async (...args: Parameters<Reader["eventsBefore"]>) => {
      const events = await reader.eventsBefore(...args);
      total += events.length;
      return events;
    },
    chainEvents: async (...args: Parameters<Reader["chainEvents"]>) => {
      const events = await reader.chainEvents(...args);
      total += events.length;
      return events;
    },
  });
  return {
    store: {
      read: (look, options) => store.read((reader) => look(counted(reader)), options),
      transact: (work, options) => store.transact((writer) => work(counted(writer)), options),
      subscribe: (listener) => store.subscribe(listener),
      verify: () => store.verify(),
      close: () => store.close(),
    },
    count: () => {
      const counted = total;
      total = 0;
      return counted;
    },
  };
}
