import type { Reader, Store } from "../../server/store/store.ts";

/** A store that counts the rows, texts, files and events that reads and transactions return. */
export interface CountedStore {
  store: Store;
  /** Returns the number since the last call. */
  count: () => number;
  /** Returns the largest number that a single read returned since the last call. */
  largest: () => number;
}

/** Wraps a store in one that counts what is read. A count of rows is not a read of them. */
export function countReads(store: Store): CountedStore {
  let [total, largest] = [0, 0];
  const add = <Found>(found: Found): Found => {
    const read = Array.isArray(found) ? found.length : 1;
    total += read;
    largest = Math.max(largest, read);
    return found;
  };
  const counted = <R extends Reader>(reader: R): R => ({
    ...reader,
    get: async (...args: Parameters<Reader["get"]>) => add(await reader.get(...args)),
    list: async (...args: Parameters<Reader["list"]>) => add(await reader.list(...args)),
    range: async (...args: Parameters<Reader["range"]>) => add(await reader.range(...args)),
    everyRow: async function* counting(collection) {
      for await (const found of reader.everyRow(collection)) yield add(found);
      return undefined;
    },
    bodies: async (...args: Parameters<Reader["bodies"]>) => add(await reader.bodies(...args)),
    events: async (...args: Parameters<Reader["events"]>) => add(await reader.events(...args)),
    eventsBefore: async (...args: Parameters<Reader["eventsBefore"]>) => add(await reader.eventsBefore(...args)),
    chainEvents: async (...args: Parameters<Reader["chainEvents"]>) => add(await reader.chainEvents(...args)),
  });
  const taken = (value: number, reset: () => void): number => {
    reset();
    return value;
  };
  return {
    store: {
      read: (look, options) => store.read((reader) => look(counted(reader)), options),
      transact: (work, options) => store.transact((writer) => work(counted(writer)), options),
      subscribe: (listener) => store.subscribe(listener),
      verify: () => store.verify(),
      checkBodies: (signal) => store.checkBodies(signal),
      close: () => store.close(),
    },
    count: () => taken(total, () => (total = 0)),
    largest: () => taken(largest, () => (largest = 0)),
  };
}
