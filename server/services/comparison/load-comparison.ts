import { comparisonNumber } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import type { ChangeSummary } from "#core/contract/forum-operations.ts";
import type { Version } from "#core/text/version.ts";
import { Compared } from "../kernel/compared.ts";
import type { Context } from "../kernel/context.ts";
import { sha256 } from "../kernel/hashes.ts";
import { charactersIn, loadContent } from "../versions/content.ts";
import { findRoute, type Route } from "./find-route.ts";

/**
 * Two versions compared: through the versions in between where one came from the other, and bound by what people said of
 * their clauses. Kept by all of that, so that a link that is added or revoked makes another comparison.
 */
export async function loadComparison(context: Context, base: Version, revised: Version): Promise<Compared> {
  return loadAlong(context, base, revised, await routeOf(context, base, revised));
}

/** Compares two versions that are stored. */
export type Comparer = (base: Version, revised: Version) => Promise<Compared>;

/**
 * Compares for one answer, in which ten thousand annotations may ask for the same two versions: how they are compared is
 * looked up once. Not to be kept longer, since a link that is added in between would not be seen.
 */
export function comparerOnce(context: Context): Comparer {
  const known = new Map<string, Promise<Compared>>();
  return (base, revised) => {
    const key = `${base.id} ${revised.id}`;
    const compared = known.get(key) ?? loadComparison(context, base, revised);
    known.set(key, compared);
    return compared;
  };
}

/** The same as it would be if nobody had said anything of their clauses: the computed answer beside a link. */
export async function loadUnlinkedComparison(context: Context, base: Version, revised: Version): Promise<Compared> {
  const { via } = await routeOf(context, base, revised);
  return loadAlong(context, base, revised, { via, links: [], stepLinks: [] });
}

/** Characters of two texts from which a list of versions, which has many, does not wait for them to be compared: some 50 ms. */
const longCharacters = 100_000;

/**
 * How much changed between two versions. Kept apart, since lists of versions tell it of more than are kept whole. Null
 * while that of long texts is being computed, which goes on when nobody asks; where it fails, asking again tries again.
 */
export async function loadChangeSummary(
  context: Context,
  base: Version,
  revised: Version,
): Promise<ChangeSummary | null> {
  const route = await routeOf(context, base, revised);
  const isLong = charactersIn(base.wordCount + revised.wordCount) >= longCharacters;
  const gone = isLong ? null : context.gone;
  const make = async (abandoned: AbortSignal): Promise<ChangeSummary> => {
    const asked = { ...context, gone: gone && abandoned };
    return changeSummaryOf((await loadAlong(asked, base, revised, route)).comparison);
  };
  const made = context.changeSummaries.get(keyOf(base, revised, route), 1, make, gone);
  if (!isLong) return made;
  // Nobody may be waiting once it fails. The page of the comparison itself says why it does.
  made.catch(() => undefined);
  // What is known already settles the race, being first in it.
  return Promise.race([made, Promise.resolve(null)]);
}

function keyOf(base: Version, revised: Version, { via, links, stepLinks }: Route): string {
  const hashes = [base, ...via, revised].map(({ contentHash }) => contentHash);
  return sha256(JSON.stringify([comparisonNumber, hashes, links, stepLinks]));
}

function loadAlong(context: Context, base: Version, revised: Version, route: Route): Promise<Compared> {
  const chain = [base, ...route.via, revised];
  const key = keyOf(base, revised, route);
  const weight = charactersIn(base.wordCount + revised.wordCount);
  const make = async (abandoned: AbortSignal): Promise<Compared> => {
    const texts = await Promise.all(chain.map(async (version) => (await loadContent(context, version)).text));
    const [from, to] = [texts[0], texts[texts.length - 1]];
    if (!from || !to) throw new RangeError("Two versions in, two texts out");
    const { links, stepLinks } = route;
    const by = { via: texts.slice(1, -1), links, stepLinks };
    const compared = await context.compare(from, to, by, context.gone && abandoned);
    return new Compared(key, from, to, compared, route);
  };
  return context.comparisons.get(key, weight, make, context.gone);
}

function routeOf(context: Context, base: Version, revised: Version): Promise<Route> {
  return findRoute(
    context,
    base,
    revised,
    async (from, to) => (await loadComparison(context, from, to)).comparison.pairs,
  );
}

/** Words and clauses that changed; a clause that only has another label did not. */
function changeSummaryOf({ stats, pairs }: Comparison): ChangeSummary {
  const { inserted, deleted, moved } = stats.words;
  const clauses = pairs.filter((pair) => pair.relation !== "1:1" || pair.edited || pair.moved).length;
  return { inserted, deleted, moved, clauses };
}
