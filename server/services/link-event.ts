import type { Actor } from "#core/access/ability.ts";
import type { Link } from "#core/annotate/link.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { NewEvent } from "../store/stored-event.ts";
import type { Context } from "./context.ts";

/** The event that something became of a link; the document it concerns is the base's. */
export function linkEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  kind: Extract<ForumEvent["kind"], `link-${string}`>,
  before: Link | null,
  after: Link,
): NewEvent {
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind,
    documentId: after.documentId,
    subject: { collection: "links", id: after.id },
    before,
    after,
  };
}
