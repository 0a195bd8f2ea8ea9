import { bodyCollections, rowCollections } from "../../server/store/collections.ts";
import { openMemoryStore, type StoreData } from "../../server/store/memory/memory.ts";
import type { Store } from "../../server/store/store.ts";

/** Returns a memory store with the data and the events of another. */
export async function copyOfStore(from: Store): Promise<Store> {
  return from.read(async (reader) => {
    const values: { -readonly [C in keyof StoreData["values"]]: StoreData["values"][C] } = {};
    for (const collection of rowCollections) values[collection] = await reader.list(collection);
    for (const collection of bodyCollections) {
      const bodies = await Promise.all((await reader.bodies(collection)).map(({ id }) => reader.get(collection, id)));
      values[collection] = bodies.filter((body) => body !== undefined);
    }
    return openMemoryStore({ values, events: await reader.events({ after: 0, limit: 100_000 }) });
  });
}
