import type { Target } from "#core/discuss/target.ts";
import { candidatePlaces } from "#core/place/candidate-places.ts";
import type { Placement } from "#core/place/placement.ts";
import type { TextMapping } from "#core/place/text-mapping.ts";

/**
 * Marks the placement of an annotation as rightly gone if it is an orphan without candidate places: no clause of the
 * revised version is similar to its deleted clause, and none has a part of its text. Its targets must fit their own
 * version, otherwise nothing can be said about their text.
 */
export function markGone(placement: Placement, targets: readonly Target[], mapping: TextMapping): Placement {
  if (placement.state !== "orphan" || placement.reason.code === "target-unknown") return placement;
  return candidatePlaces(targets, mapping).length > 0 ? placement : { ...placement, gone: true };
}
