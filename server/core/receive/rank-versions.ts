import { afterCover, coverOf, likeness } from "#core/receive/version-match.ts";
import { draftWithout } from "#core/receive/draft-without.ts";
import { looksOf } from "#core/receive/hand-marks.ts";
import type { MarkedText } from "#core/receive/read-contribution.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { compareTexts } from "#core/compare/compare-via.ts";

/**
 * Number of likeliest versions to compare again without the cover. Nearly all close matches are drafts of one document.
 */
const mostCompared = 4;

/** Minimum similarity. A version with less in common cannot be the one a text was written on. */
const leastLikeness = 0.1;

/** A version by its index in the input list, with the share of word runs that both texts have, 0 to 1. */
export interface RankedVersion {
  at: number;
  score: number;
}

/** Returns the version texts that are most similar to a marked text, ignoring its cover, best first. */
export function rankVersions(
  { draft, coloured }: Pick<MarkedText, "draft" | "coloured">,
  versions: readonly VersionText[],
): RankedVersion[] {
  const text = versionTextOf(draft);
  const { added } = looksOf(draft, text, coloured);
  // Try the text as it is and without what may be inserted by hand, because one of the two resembles the version.
  const readings = added.length > 0 ? [text, draftWithout(draft, text, added).text] : [text];
  return versions
    .map((version, at) => ({ at, version, like: Math.max(...readings.map((reading) => likeness(reading, version))) }))
    .filter(({ like }) => like >= leastLikeness)
    .sort((left, right) => right.like - left.like)
    .slice(0, mostCompared)
    .map(({ at, version }) => ({ at, score: Math.max(...readings.map((reading) => scoreOf(reading, version))) }))
    .sort((left, right) => right.score - left.score);
}

function scoreOf(reading: VersionText, version: VersionText): number {
  const { comparison } = compareTexts(reading, version, { via: [], links: [], stepLinks: [] });
  return likeness(afterCover(reading, coverOf(reading, comparison)), version);
}
