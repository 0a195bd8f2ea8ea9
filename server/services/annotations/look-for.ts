import { placementOf } from "#core/place/carry-forward.ts";
import { markGone } from "#core/place/candidate-places.ts";
import { type LookedFor, placeAnew } from "#core/place/place-anew.ts";
import type { Placement } from "#core/place/placement.ts";
import type { Target } from "#core/discuss/target.ts";
import type { Version } from "#core/text/version.ts";
import type { Comparer } from "../comparison/load-comparison.ts";
import { charactersIn } from "../versions/content.ts";

/** Targets on one version. */
export interface FixedTargets {
  /** Id of the annotation. */
  annotation: string;
  /** Identifies these targets among all of the annotation: one revision of it, or one settlement of its placement. */
  name: string;
  targets: readonly Target[];
}

/** Maximum number of versions to examine if the comparisons with the last one do not agree on a target. */
const mostVersionsBack = 8;
/** Maximum number of characters of all versions that are compared for that. */
const mostCharactersBack = 3_000_000;

/**
 * Looks for targets of the first version of a line on its last version, which is a later one. The line is in reading
 * order. Only its published versions between the two are examined.
 */
export function lookFor(
  { name, targets }: FixedTargets,
  line: readonly [Version, ...Version[]],
  compared: Comparer,
): Promise<LookedFor[]> {
  const [home, ...after] = line;
  const later = after.filter(({ state }, index) => state === "published" || index === after.length - 1);
  const characters = charactersIn(home.wordCount + (later.at(-1)?.wordCount ?? 0));
  const furthest = Math.min(mostVersionsBack, Math.floor(mostCharactersBack / Math.max(1, characters)));
  return Promise.all(
    targets.map((target, index) =>
      placeAnew(target, { count: later.length, furthest }, async (number, since) => {
        const version = later[number];
        if (!version) throw new RangeError(`No version ${String(number)}`);
        const comparison = await compared(home, version, since === 0 ? undefined : later[since]);
        return { placed: comparison.placeTarget(target, `${name} ${String(index)}`), mapping: comparison.mapping };
      }),
    ),
  );
}

/** Returns the placement on a version of an annotation whose targets were looked for there. */
export function lookedForPlacement(annotation: string, version: Version, looked: readonly LookedFor[]): Placement {
  const placement = placementOf(
    annotation,
    version.id,
    looked.map(({ placed }) => placed),
  );
  return markGone(placement, looked);
}
