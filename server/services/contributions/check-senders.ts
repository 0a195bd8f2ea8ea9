import { can, type Actor } from "#core/access/permissions.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { ContributionEdit } from "#core/contract/contribution-operations.ts";
import type { Reader } from "../../store/store.ts";
import { invalidField } from "../kernel/invalid-field.ts";

/**
 * Refuses senders and authors that do not exist, and what a coordinator may not say: that a file is another
 * organisation's, that somebody of another answers for it, and on which day it was sent. `said` is what is said now.
 * @throws ProblemError invalid-request
 */
export async function checkSenders(
  reader: Reader,
  actor: Actor,
  { organisationIds, contributorId, authors }: Pick<Contribution, "organisationIds" | "contributorId" | "authors">,
  said: Pick<ContributionEdit, "contributor" | "sentOn">,
): Promise<void> {
  for (const organisation of organisationIds) {
    if (await reader.get("organisations", organisation)) continue;
    throw invalidField("organisation", "organisation-unknown", { organisation });
  }
  const everywhere = can(actor, "date-contribution");
  if (said.sentOn !== undefined && !everywhere) throw invalidField("sentOn", "day-of-another");
  if (!everywhere && organisationIds[0] !== actor.organisationId) {
    throw invalidField("organisation", "organisation-of-another");
  }
  const people = [contributorId, ...authors.map(({ participantId }) => participantId)].filter((id) => id !== null);
  for (const participant of new Set(people)) {
    const known = await reader.get("participants", participant);
    if (!known) throw invalidField("contributor", "participant-unknown", { participant });
    if (!everywhere && participant === said.contributor && known.organisationId !== actor.organisationId) {
      throw invalidField("contributor", "organisation-of-another");
    }
  }
}
