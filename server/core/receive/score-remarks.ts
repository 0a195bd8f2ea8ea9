import type { ReadRemark } from "#core/receive/read-contribution.ts";
import { placeRemark } from "#core/receive/remark-place.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A remark whose place can be looked for on a version. */
type PlaceableRemark = Pick<ReadRemark, "place">;

/**
 * Maximum number of remarks to look for on each version. More would hardly change the score, but looking for 10 000
 * quotes on all versions of a forum takes minutes.
 */
const mostLookedFor = 500;

/** Returns the remarks from which versions are scored: those that name a place, or an even sample of them. */
export function scoredRemarks(remarks: readonly ReadRemark[]): PlaceableRemark[] {
  const pointing = remarks.filter(({ place }) => place.citation !== null || place.quote || place.selectors?.length);
  const step = Math.max(1, pointing.length / mostLookedFor);
  return pointing
    .filter((_, at) => Math.floor(at / step) !== Math.floor((at - 1) / step))
    .map(({ place }) => ({ place }));
}

/**
 * Returns the share of remarks that have a place on a version, from 0 to 1; 0 without remarks. A remark with a quote
 * counts twice as much as one with only a citation, because citations are the same in many drafts.
 */
export function scoreRemarks(remarks: readonly PlaceableRemark[], version: VersionText): number {
  const weightOf = ({ place }: PlaceableRemark): number => (place.quote || place.selectors?.length ? 2 : 1);
  const total = remarks.reduce((sum, remark) => sum + weightOf(remark), 0);
  const placed = remarks.filter(({ place }) => {
    const { targets, doubt } = placeRemark(place, version);
    return targets.length > 0 && doubt === null;
  });
  return placed.reduce((sum, remark) => sum + weightOf(remark), 0) / Math.max(1, total);
}
