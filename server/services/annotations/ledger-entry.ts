import type { CandidatePlace } from "#core/place/candidate-place.ts";
import { candidatePlaces } from "#core/place/candidate-places.ts";
import type { Carriage } from "#core/place/carriage.ts";
import type { Placement } from "#core/place/placement.ts";
import { targetHits } from "#core/place/target-hits.ts";
import type { LedgerEntry } from "#core/contract/ledger-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import type { KeptThread } from "./find-annotation.ts";
import type { FoundVersion } from "../versions/find-version.ts";
import { loadComparison } from "../comparison/load-comparison.ts";
import { placedAnnotation } from "./placed-annotation.ts";
import type { Sight } from "../kernel/sight.ts";
import { addressOf } from "../versions/version-order.ts";

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
    candidates: candidates(thread, placement, carriage),
  };
}

/** For places that are likely or gone; one that stands is looked for nowhere else, though others beside it are lost. */
function candidates({ annotation }: KeptThread, placement: Placement, carriage: Carriage): CandidatePlace[] {
  const { targets } = annotation;
  const { state, reason } = placement.settled?.computed ?? placement;
  if (!isUnsure({ state }) && reason.code !== "some-targets-lost") return [];
  const found = candidatePlaces(targets, carriage);
  if (targets.length === 1) return found;
  const { hits } = targetHits(targets, carriage);
  return found.filter(({ targetIndex }) => ["unsure", "gone"].includes(hits[targetIndex]?.outcome ?? "gone"));
}

function isUnsure({ state }: Pick<Placement, "state">): boolean {
  return state === "approximate" || state === "orphan";
}
