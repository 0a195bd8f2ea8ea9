import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { rebaseOperations } from "#core/propose/rebase-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { comparerOnce, type Comparer } from "../comparison/load-comparison.ts";

/** A proposal's steps on a later version; null where not all of them can be carried, for half a proposal is another one. */
export async function carriedSteps(
  context: Context,
  version: Version,
  home: Version,
  operations: readonly ProposalOperation[],
  compared: Comparer = comparerOnce(context),
): Promise<ProposalOperation[] | null> {
  if (home.id === version.id || operations.length === 0) return null;
  const { carriage } = await compared(home, version);
  const rebased = rebaseOperations(operations, carriage);
  return rebased.problems.length === 0 ? rebased.operations : null;
}
