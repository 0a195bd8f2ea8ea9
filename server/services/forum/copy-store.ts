import { rowCollections } from "../../store/collections.ts";
import type { Store } from "../../store/store.ts";

/** How many events are read at a time. */
const batch = 1000;

/** Copies all that one store holds, its events too, into an empty one, in a single transaction: all of it or nothing. */
export async function copyStore(from: Store, to: Store): Promise<void> {
  await from.read((reader) =>
    to.transact(async (writer) => {
      for (const collection of rowCollections) {
        for (const value of await reader.list(collection)) await writer.put(collection, value);
      }
      for (const { contentHash, source } of await reader.list("versions")) {
        const [content, original] = [
          await reader.get("contents", contentHash),
          await reader.get("originals", source.hash),
        ];
        if (content) await writer.put("contents", content);
        if (original) await writer.put("originals", original);
      }
      for (let after = 0; ; after += batch) {
        const events = await reader.events({ after, limit: batch });
        for (const { seq: _seq, id: _id, ...event } of events) await writer.append(event);
        if (events.length < batch) return;
      }
    }),
  );
}
