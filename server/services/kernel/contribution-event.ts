import type { Actor } from "#core/access/permissions.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { NewEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";

/** What an event tells of a contribution: its words are in its row alone, which every correction rewrites. */
export type ToldContribution = Pick<
  Contribution,
  "id" | "source" | "organisationIds" | "versionId" | "sentOn" | "state" | "handMarks" | "unmarked"
>;

/** The event that something became of a contribution. `documentId` is that of the version it is on. */
export function contributionEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  kind: Extract<ForumEvent["kind"], `contribution-${string}`>,
  documentId: string | null,
  before: Contribution | null,
  after: Contribution | null,
): NewEvent {
  const contribution = after ?? before;
  if (!contribution) throw new RangeError("An event is about something");
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind,
    documentId,
    subject: { collection: "contributions", id: contribution.id },
    before: before && told(before),
    after: after && told(after),
  };
}

function told(contribution: Contribution): ToldContribution {
  const { id, source, organisationIds, versionId, sentOn, state, handMarks, unmarked } = contribution;
  return { id, source, organisationIds, versionId, sentOn, state, handMarks, unmarked };
}
