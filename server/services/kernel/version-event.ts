import type { Actor } from "#core/access/permissions.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";

type VersionEventKind = Extract<ForumEvent["kind"], `version-${string}`>;

/** The event that something became of a version. */
export function versionEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  kind: VersionEventKind,
  before: Version | null,
  after: Version | null,
): NewEvent {
  const version = after ?? before;
  if (!version) throw new RangeError("An event is about something");
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind,
    documentId: version.documentId,
    subject: { collection: "versions", id: version.id },
    before,
    after,
  };
}
