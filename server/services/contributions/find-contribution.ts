import { can, type Actor, type ReceivedContribution } from "#core/access/permissions.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { ToldContribution } from "../kernel/contribution-event.ts";
import type { Context } from "../kernel/context.ts";
import { findForum } from "../versions/find-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { readSight, type Sight } from "../kernel/sight.ts";

/** A contribution with the version it is on; null where none is known. */
export interface FoundContribution {
  contribution: Contribution;
  version: Version | null;
}

/**
 * A contribution the actor may review.
 * @throws ProblemError not-found, whether it does not exist or the actor may not know of it; not-signed-in, not-allowed
 */
export async function findContribution(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<FoundContribution> {
  await findForum(reader, actor);
  const contribution = await reader.get("contributions", id);
  const sight = await readSight(context, reader, actor);
  if (!contribution || !can(actor, "know-contribution", seenBy(sight, contribution))) {
    throw new ProblemError("not-found");
  }
  authorise(actor, "review-contribution", seenBy(sight, contribution));
  const version = contribution.versionId === null ? undefined : await reader.get("versions", contribution.versionId);
  return { contribution, version: version ?? null };
}

/** What a contribution shows of itself to the question who may do what with it. */
export function seenBy(
  { blind, sources }: Pick<Sight, "blind" | "sources">,
  { organisationIds, state, versionId }: Pick<ToldContribution, "organisationIds" | "state" | "versionId">,
): ReceivedContribution {
  return { organisationIds, taken: state === "taken", blind: versionId !== null && blind.has(versionId), sources };
}
