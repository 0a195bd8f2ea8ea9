import type { VersionMatch } from "#core/annotate/contribution.ts";
import { looksOf } from "#core/annotate/hand-marks.ts";
import { draftWithout } from "#core/annotate/draft-without.ts";
import type { MarkedText } from "#core/annotate/read-contribution.ts";
import { afterCover, coverOf } from "#core/annotate/cover.ts";
import { likeness } from "#core/annotate/version-likeness.ts";
import { versionTextOf, type VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "./context.ts";
import { loadContent } from "./load-content.ts";

/** So many of the likeliest are looked at without the cover; drafts of one document are nearly all that come close. */
const mostCompared = 4;

/** A version that has less in common with a text is not what it was written on. */
const leastLikeness = 0.1;

/**
 * The published versions a marked text may have been written on, best first: among all versions in all languages of all
 * documents those with the most runs of words in common, what stands before the text aside. What its name, its cover and its
 * date say counts for nothing. Of versions that are equally like it, the latest is taken.
 */
export async function matchContribution(context: Context, { draft, coloured }: MarkedText): Promise<VersionMatch[]> {
  const text = versionTextOf(draft);
  const { added } = looksOf(draft, text, coloured);
  // As it stands, and without what may have been put in by hand: one of the two is like the version.
  const readings = added.length > 0 ? [text, draftWithout(draft, text, added).text] : [text];
  const versions = await context.store.read(async (reader) =>
    (await reader.list("versions")).filter(({ state }) => state === "published"),
  );
  const found: { version: Version; text: VersionText; likeness: number }[] = [];
  for (const version of versions) {
    const { text: own } = await loadContent(context, version);
    const like = Math.max(...readings.map((reading) => likeness(reading, own)));
    if (like >= leastLikeness) found.push({ version, text: own, likeness: like });
  }
  const likeliest = found.sort((one, other) => other.likeness - one.likeness).slice(0, mostCompared);
  const matches = await Promise.all(
    likeliest.map(async ({ version, text: own }) => {
      const scores = await Promise.all(readings.map((reading) => scoreOf(context, reading, own)));
      return { version, score: Math.max(...scores) };
    }),
  );
  return matches
    .sort((one, other) => other.score - one.score || other.version.date.localeCompare(one.version.date))
    .map(({ version, score }) => ({ versionId: version.id, score: Math.round(score * 10_000) / 10_000 }));
}

async function scoreOf(context: Context, reading: VersionText, version: VersionText): Promise<number> {
  const { comparison } = await context.compare(reading, version, { via: [], links: [], stepLinks: [] });
  return likeness(afterCover(reading, coverOf(reading, comparison)), version);
}
