import type { Target } from "#core/discuss/target.ts";
import {
  agrees,
  bestSupported,
  hasSameText,
  hasWholeClause,
  isFirm,
  type PlacedBy,
} from "#core/place/best-supported.ts";

/**
 * Places a target on one of the versions after its own, by number from 0. Its words are followed through the versions
 * from `since` on: 0 means all versions between, and the number of the version itself means none, which is the direct
 * comparison.
 */
export type PlaceBy = (version: number, since: number) => Promise<PlacedBy>;

/** A target's placement on a version, and the text mappings by which it was looked for. */
export interface LookedFor extends Pick<PlacedBy, "placed"> {
  target: Target;
  /** The mapping that gave the placement comes first. */
  mappings: readonly [PlacedBy["mapping"], ...PlacedBy["mapping"][]];
}

/** The versions after a target's own, up to the one to place it on. */
export interface LaterVersions {
  count: number;
  /**
   * Number of versions before the last that may be examined if the comparisons with the last one do not agree. Each costs
   * one or two more comparisons.
   */
  furthest: number;
}

/**
 * Places a target on the last of the versions after its own. It is looked for anew on every version,
 * from its own text and clause, so that no error reaches a later version:
 *
 * - If a version lacks it, or has only a likely place of it, it is followed from the version in which it was found again.
 * - If the direct comparison supports another place better than following its words does, they are followed from there.
 *
 * If the target's clause is unchanged, or two comparisons agree on its text, the versions between are not examined.
 */
export function placeAnew(target: Target, { count, furthest }: LaterVersions, placeBy: PlaceBy): Promise<LookedFor> {
  const known = new Map<number, Promise<Found>>();
  const last = count - 1;
  return placeOn(last);

  function placeOn(version: number): Promise<Found> {
    const found = known.get(version) ?? findOn(version);
    known.set(version, found);
    return found;
  }

  async function findOn(version: number): Promise<Found> {
    const through = await placeBy(version, 0);
    if (version === 0 || hasWholeClause(target, through)) {
      return { target, placed: through.placed, mappings: [through.mapping], isAnew: false };
    }
    const direct = await placeBy(version, version);
    if (hasSameText(target, through) && hasSameText(target, direct) && agrees(through, direct)) {
      return chosen(through, direct);
    }
    const since = await foundAgain(version);
    return chosen(since === 0 ? through : await placeBy(version, since), direct);
  }

  function chosen(through: PlacedBy, direct: PlacedBy): Found {
    const best = bestSupported(target, through, direct);
    const other = best === direct ? through : direct;
    return { target, placed: best.placed, mappings: [best.mapping, other.mapping], isAnew: best === direct };
  }

  /**
   * Returns the last version before the given one on which the target was found again: after a version that lacks it, or
   * in another place than by following its words. Returns 0 if there is none.
   */
  async function foundAgain(version: number): Promise<number> {
    for (let earlier = version - 1; earlier > 0 && earlier >= last - furthest; earlier -= 1) {
      const { placed, isAnew } = await placeOn(earlier);
      if (!isFirm(placed)) continue;
      if (isAnew || !isFirm((await placeOn(earlier - 1)).placed)) return earlier;
    }
    return 0;
  }
}

interface Found extends LookedFor {
  /** Whether the direct comparison gave the placement. */
  isAnew: boolean;
}
