import type { Actor } from "#core/access/permissions.ts";
import type { ForumDocument } from "#core/text/version.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";

/** The event that a document was added to the forum. */
export function documentCreated(context: Pick<Context, "now">, actor: Actor, document: ForumDocument): NewEvent {
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind: "document-created",
    documentId: document.id,
    subject: { collection: "documents", id: document.id },
    before: null,
    after: document,
  };
}
