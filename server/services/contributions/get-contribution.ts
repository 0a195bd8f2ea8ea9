import type { Actor } from "#core/access/permissions.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import type { Context } from "../kernel/context.ts";
import { showContribution } from "./show-contribution.ts";

/**
 * A contribution with everything it would make, or made.
 * @throws ProblemError not-found, not-signed-in, not-allowed
 */
export function getContribution(
  context: Context,
  actor: Actor,
  input: { contribution: string },
): Promise<ShownContribution> {
  return showContribution(context, actor, input.contribution);
}
