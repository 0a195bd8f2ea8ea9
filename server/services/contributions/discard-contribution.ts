import type { Actor } from "#core/access/permissions.ts";
import { contributionEvent } from "../kernel/contribution-event.ts";
import type { Context } from "../kernel/context.ts";
import { dropOriginal } from "../versions/drop-original.ts";
import { findContribution } from "./find-contribution.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * Throws a contribution away that is not taken, and its file unless something else was made of the same.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function discardContribution(
  context: Context,
  actor: Actor,
  input: { contribution: string },
): Promise<void> {
  await context.store.transact(async (writer) => {
    const { contribution, version } = await findContribution(context, writer, actor, input.contribution);
    if (contribution.state !== "prepared") throw new ProblemError("wrong-state", { state: contribution.state });
    await writer.remove("contributions", contribution.id);
    await dropOriginal(writer, contribution.source.hash);
    const documentId = version?.documentId ?? null;
    await writer.append(contributionEvent(context, actor, "contribution-discarded", documentId, contribution, null));
  });
}
