import { bodyCollections, rowCollections } from "../../server/store/collections.ts";
import type { StoreData } from "../../server/store/memory/memory.ts";
import type { Store } from "../../server/store/store.ts";

/** Returns the data and the events of a store, with which a memory store can start. */
export async function dataOf(from: Store): Promise<StoreData> {
  return from.read(async (reader) => {
    const values: { -readonly [C in keyof StoreData["values"]]: StoreData["values"][C] } = {};
    for (const collection of rowCollections) values[collection] = await reader.list(collection);
    for (const collection of bodyCollections) {
      const bodies = await Promise.all((await reader.bodies(collection)).map(({ id }) => reader.get(collection, id)));
      values[collection] = bodies.filter((body) => body !== undefined);
    }
    return { values, events: await reader.events({ after: 0, limit: 100_000 }) };
  });
}
