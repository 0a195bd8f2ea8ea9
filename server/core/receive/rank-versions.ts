import { afterCover, coverOf, likeness } from "#core/receive/version-match.ts";
import { draftWithout } from "#core/receive/draft-without.ts";
import { looksOf } from "#core/receive/hand-marks.ts";
import type { MarkedText } from "#core/receive/read-contribution.ts";
import { versionTextOf, type VersionText } from "#core/text/clause.ts";
import { compareTexts } from "#core/compare/compare-via.ts";

/** So many of the likeliest are looked at without the cover; drafts of one document are nearly all that come close. */
const mostCompared = 4;

/** A version that has less in common with a text is not what it was written on. */
const leastLikeness = 0.1;

/** A version by its place in the list that was asked about, with the share of runs of words in common, 0 to 1. */
export interface RankedVersion {
  at: number;
  score: number;
}

/** Of texts of versions those that a marked text is likest to, what stands before it aside; best first. */
export function rankVersions(
  { draft, coloured }: Pick<MarkedText, "draft" | "coloured">,
  versions: readonly VersionText[],
): RankedVersion[] {
  const text = versionTextOf(draft);
  const { added } = looksOf(draft, text, coloured);
  // As it stands, and without what may have been put in by hand: one of the two is like the version.
  const readings = added.length > 0 ? [text, draftWithout(draft, text, added).text] : [text];
  return versions
    .map((own, at) => ({ at, own, like: Math.max(...readings.map((reading) => likeness(reading, own))) }))
    .filter(({ like }) => like >= leastLikeness)
    .sort((one, other) => other.like - one.like)
    .slice(0, mostCompared)
    .map(({ at, own }) => ({ at, score: Math.max(...readings.map((reading) => scoreOf(reading, own))) }))
    .sort((one, other) => other.score - one.score);
}

function scoreOf(reading: VersionText, version: VersionText): number {
  const { comparison } = compareTexts(reading, version, { via: [], links: [], stepLinks: [] });
  return likeness(afterCover(reading, coverOf(reading, comparison)), version);
}
