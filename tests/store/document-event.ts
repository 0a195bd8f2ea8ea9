import type { ForumDocument } from "../../server/core/text/version.ts";
import type { NewEvent } from "../../server/store/stored-event.ts";

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
