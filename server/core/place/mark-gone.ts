import { candidatePlaces } from "#core/place/candidate-places.ts";
import type { LookedFor } from "#core/place/place-anew.ts";
import type { Placement } from "#core/place/placement.ts";

/**
 * Marks the placement of an annotation as rightly gone if it is an orphan without candidate places: no clause of the
 * revised version is similar to its deleted clause, and none has a part of its text. Its targets must fit their own
 * version, otherwise nothing can be said about their text.
 */
export function markGone(placement: Placement, looked: readonly Pick<LookedFor, "target" | "mappings">[]): Placement {
  if (placement.state !== "orphan" || placement.reason.code === "target-unknown") return placement;
  return candidatePlaces(looked).length > 0 ? placement : { ...placement, gone: true };
}
