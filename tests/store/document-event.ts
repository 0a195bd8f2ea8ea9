import type { ForumDocument } from "../../server/core/text/version.ts";
import type { Store, Writer } from "../../server/store/store.ts";
import type { NewEvent, StoredEvent } from "../../server/store/stored-event.ts";

/** Returns a document with the given id. */
export function documentOf(id: string, title = `Document ${id}`): ForumDocument {
  return { id, title, shortTitle: id, kind: "other", position: 1, relations: [] };
}

/** Returns the event of a document's creation. */
export function documentCreated(id: string, overrides: Partial<NewEvent> = {}): NewEvent {
  return {
    at: "2013-02-06T09:00:00Z",
    actor: "secretariat",
    onBehalfOf: null,
    kind: "document-created",
    documentId: id,
    subject: { collection: "documents", id },
    before: null,
    after: documentOf(id),
    ...overrides,
  };
}

/** Stores a document with the event of its creation. */
export async function makeDocument(writer: Writer, id: string, title?: string): Promise<void> {
  await writer.put("documents", documentOf(id, title));
  await writer.append(documentCreated(id));
}

/** Returns all events of a small store. */
export function everything(store: Store): Promise<StoredEvent[]> {
  return store.read((reader) => reader.events({ after: 0, limit: 1000 }));
}
