import { rowCollections } from "../../server/store/collections.ts";
import { openMemoryStore } from "../../server/store/memory/memory.ts";
import type { Store } from "../../server/store/store.ts";

/** Returns a memory store with the data and the events of another. The events get ids of their own. */
export async function copyOfStore(from: Store): Promise<Store> {
  const copy = openMemoryStore();
  await from.read((reader) =>
    copy.transact(async (writer) => {
      for (const collection of rowCollections)
        for (const value of await reader.list(collection)) await writer.put(collection, value);
      const hashes = new Set<string>();
      for (const { contentHash, source } of await reader.list("versions")) hashes.add(contentHash).add(source.hash);
      for (const { source } of await reader.list("contributions")) hashes.add(source.hash);
      for (const { logo } of await reader.list("organisations")) if (logo) hashes.add(logo.hash);
      for (const hash of hashes) {
        const [content, original] = [await reader.get("contents", hash), await reader.get("originals", hash)];
        if (content) await writer.put("contents", content);
        if (original) await writer.put("originals", original);
      }
      for (const { seq: _seq, id: _id, ...event } of await reader.events({ after: 0, limit: 100_000 }))
        await writer.append(event);
    }),
  );
  return copy;
}
