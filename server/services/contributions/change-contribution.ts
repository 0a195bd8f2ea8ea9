import type { Actor } from "#core/access/permissions.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Writer } from "../../store/store.ts";
import { checkRevision } from "../kernel/check-standing.ts";
import { contributionEvent } from "../kernel/contribution-event.ts";
import type { Context } from "../kernel/context.ts";
import { findContribution, type FoundContribution } from "./find-contribution.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { showContribution } from "./show-contribution.ts";

/** Which change it is, in which state it is made, and on what. */
export interface ContributionChange {
  kind: Extract<ForumEvent["kind"], `contribution-${string}`>;
  from: Contribution["state"];
  revision: string;
}

/**
 * Changes a contribution in one transaction and answers with it as it then is, under a new revision.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state, revision-conflict
 */
export async function changeContribution(
  context: Context,
  actor: Actor,
  id: string,
  { kind, from, revision }: ContributionChange,
  decide: (found: FoundContribution, writer: Writer) => Promise<Partial<Contribution>>,
): Promise<ShownContribution> {
  await context.store.transact(async (writer) => {
    const found = await findContribution(context, writer, actor, id);
    const before = found.contribution;
    if (before.state !== from) throw new ProblemError("wrong-state", { state: before.state });
    checkRevision(before, { revision });
    const after = { ...before, ...(await decide(found, writer)), revision: context.newRevision() };
    await writer.put("contributions", after);
    const version = after.versionId === null ? undefined : await writer.get("versions", after.versionId);
    await writer.append(contributionEvent(context, actor, kind, version?.documentId ?? null, before, after));
  });
  return showContribution(context, actor, id);
}
