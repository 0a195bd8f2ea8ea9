import { bodyCollections, rowCollections } from "../../server/store/collections.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import type { Store } from "../../server/store/store.ts";

/** Returns a memory store with the data and the events of another. The events get ids of their own. */
export async function copyOfStore(from: Store): Promise<Store> {
  const copy = openMemoryStore();
  await from.read((reader) =>
    copy.transact(async (writer) => {
      for (const collection of rowCollections)
        for (const value of await reader.list(collection)) await writer.put(collection, value);
      for (const collection of bodyCollections) {
        for (const id of await reader.bodies(collection)) {
          const body = await reader.get(collection, id);
          if (body) await writer.put(collection, body);
        }
      }
      for (const { seq: _seq, id: _id, ...event } of await reader.events({ after: 0, limit: 100_000 }))
        await writer.append(event);
    }),
  );
  return copy;
}
