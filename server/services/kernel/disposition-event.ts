import type { Actor } from "#core/access/permissions.ts";
import type { Disposition } from "#core/outcome/disposition.ts";
import type { NewEvent } from "../../store/stored-event.ts";

/** The event that a decision on an annotation was taken, changed or taken back. `at` is ISO 8601, UTC. */
export function dispositionEvent(actor: Actor, before: Disposition | null, after: Disposition, at: string): NewEvent {
  return {
    at,
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind: kindOf(before, after),
    documentId: after.documentId,
    subject: { collection: "dispositions", id: after.id },
    before,
    after,
  };
}

function kindOf(
  before: Disposition | null,
  after: Disposition,
): "disposition-made" | "disposition-revised" | "disposition-revoked" {
  if (!after.current) return "disposition-revoked";
  return before?.current ? "disposition-revised" : "disposition-made";
}
