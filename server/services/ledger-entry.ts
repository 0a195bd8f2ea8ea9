import { candidatePlaces } from "#core/annotate/candidate-places.ts";
import type { Placement } from "#core/annotate/placement.ts";
import type { LedgerEntry } from "#core/contract/ledger-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "./context.ts";
import type { KeptThread } from "./find-annotation.ts";
import type { FoundVersion } from "./find-version.ts";
import { loadComparison } from "./load-comparison.ts";
import { placedAnnotation } from "./placed-annotation.ts";
import type { Sight } from "./sight.ts";
import { addressOf } from "./version-order.ts";

/** Whether a place waits for a person: it is not sure, and nobody spoke of it. */
export function isWaiting({ state, settled }: Placement): boolean {
  return !settled && isUnsure({ state });
}

/** A thread as the ledger of a version shows it. */
export async function ledgerEntry(
  context: Context,
  sight: Sight,
  { version, versions }: Pick<FoundVersion, "version" | "versions">,
  home: Version,
  thread: KeptThread,
  placement: Placement,
): Promise<LedgerEntry> {
  const { carriage } = await loadComparison(context, home, version);
  return {
    ...placedAnnotation(sight, thread, addressOf(home, versions), placement),
    waiting: isWaiting(placement),
    candidates: isUnsure(placement.settled?.computed ?? placement)
      ? candidatePlaces(thread.annotation.targets, carriage)
      : [],
  };
}

function isUnsure({ state }: Pick<Placement, "state">): boolean {
  return state === "approximate" || state === "orphan";
}
