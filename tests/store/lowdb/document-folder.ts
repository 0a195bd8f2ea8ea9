import { mkdtempSync } from "node:fs";
import path from "node:path";
import { openLowdbStore } from "../../../server/store/lowdb/lowdb.ts";
import type { Store } from "../../../server/store/store.ts";
import type { StoredEvent } from "../../../server/store/stored-event.ts";
import { scratchFolder } from "../../support/scratch-folder.ts";
import { documentCreated, documentOf } from "../document-event.ts";

const scratch = scratchFolder();
/** Creates an empty data folder. */
export const newFolder = (): string => mkdtempSync(path.join(scratch, "data-"));

/** Stores a document and the event of its creation. */
export const makeDocument = (store: Store, id: string, title?: string): Promise<void> =>
  store.transact(async (writer) => {
    await writer.put("documents", documentOf(id, title));
    await writer.append(documentCreated(id, { after: documentOf(id, title) }));
  });

/** Returns everything that a store holds, in a fixed order. */
export async function contentOf(store: Store) {
  return store.read(async (reader) => ({
    documents: (await reader.list("documents")).toSorted((base, revised) => base.id.localeCompare(revised.id)),
    challenges: (await reader.list("passkeyChallenges")).map(({ id }) => id).toSorted(),
    events: (await reader.events({ after: 0, limit: 10_000 })).map(withoutRandom),
  }));
}

/** Returns an event without its random parts. It keeps the position in its chain, and whether it has a salt. */
function withoutRandom({ id: _id, audit: { position, salt }, ...event }: StoredEvent) {
  return { ...event, position, isErased: salt === null };
}

/** Opens a data folder, looks at the store, and closes it. */
export async function reopened<T>(folder: string, look: (store: Store) => Promise<T>): Promise<T> {
  const store = await openLowdbStore({ folder });
  try {
    return await look(store);
  } finally {
    await store.close();
  }
}
