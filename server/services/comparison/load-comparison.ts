import { bracketChanges } from "#core/compare/changes/bracket-changes.ts";
import { comparisonNumber } from "#core/compare/compare.ts";
import type { BracketChanges, ClausePair, Comparison } from "#core/compare/comparison.ts";
import type { ChangeSummary } from "#core/contract/forum-operations.ts";
import type { Relations } from "#core/lineage/relations.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import { Compared } from "../kernel/compared.ts";
import type { Context } from "../kernel/context.ts";
import { isDamage } from "../kernel/damage.ts";
import { sha256 } from "../kernel/hashes.ts";
import { charactersIn, loadContent } from "../versions/content.ts";
import { findRoute, type Route } from "./find-route.ts";

/**
 * Loads the comparison of two versions, through the intermediate versions if one descends from the other, and bound by
 * links. All of these are in the cache key, so adding or revoking a link leads to another comparison.
 *
 * An aborted signal cancels the work unless another caller waits for the same comparison. Work without a signal is
 * always completed.
 */
export async function loadComparison(
  context: Context,
  base: Version,
  revised: Version,
  signal: AbortSignal | null,
): Promise<Compared> {
  return loadSince(context, [base, revised], signal);
}

async function loadSince(
  context: Context,
  pair: readonly [Version, Version],
  signal: AbortSignal | null,
  since?: Version,
): Promise<Compared> {
  return context.damage.leavingOut(async () =>
    loadAlong(context, pair, await routeOf(context, pair, signal, since), signal),
  );
}

/**
 * Compares two stored versions through the versions between them. With `since`, it leaves out those before that one; if
 * it is the revised version, the comparison is direct.
 */
export type Comparer = (base: Version, revised: Version, since?: Version) => Promise<Compared>;

/**
 * Returns a comparer for a single response, in which 10,000 annotations may need the same two versions. It looks up the
 * route only once per pair. Do not keep it longer, because it would miss links that are added later.
 */
export function comparerOnce(context: Context, signal: AbortSignal | null): Comparer {
  const known = new Map<string, Promise<Compared>>();
  return (base, revised, since) => {
    const key = `${base.id} ${revised.id} ${since?.id ?? ""}`;
    const compared = known.get(key) ?? loadSince(context, [base, revised], signal, since);
    known.set(key, compared);
    return compared;
  };
}

/** Loads the comparison without links, to show the computed answer beside a link. */
export async function loadUnlinkedComparison(
  context: Context,
  base: Version,
  revised: Version,
  signal: AbortSignal | null,
): Promise<Compared> {
  return context.damage.leavingOut(async () => {
    const { via } = await routeOf(context, [base, revised], signal);
    return loadAlong(context, [base, revised], { via, links: [], stepLinks: [] }, signal);
  });
}

/**
 * Number of characters in two texts from which a list does not wait for their comparison, because it may need many.
 * Comparing that much takes about 50 ms.
 */
const longCharacters = 100_000;

/**
 * Loads the summary of changes between two versions. It has its own cache, because version lists need more summaries
 * than the comparison cache can hold. For long texts the summary is null while it is being computed, and the
 * computation continues without a caller. After a failure, the next call tries again. It is also null if a text was just
 * found to be damaged, because a list does not need it.
 */
export async function loadChangeSummary(
  context: Context,
  base: Version,
  revised: Version,
): Promise<ChangeSummary | null> {
  try {
    return await summaryOf(context, base, revised);
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
}

async function summaryOf(context: Context, base: Version, revised: Version): Promise<ChangeSummary | null> {
  const route = await routeOf(context, [base, revised], null);
  const isLong = charactersIn(base.wordCount + revised.wordCount) >= longCharacters;
  const make = async (): Promise<ChangeSummary> =>
    changeSummaryOf((await loadAlong(context, [base, revised], route, null)).comparison);
  const summary = context.changeSummaries.get(keyOf(base, revised, route), 1, make, null);
  if (!isLong) return summary;
  // A failure may happen when no caller is waiting. The comparison page reports its cause.
  summary.catch(() => undefined);
  // A cached summary wins the race because it is listed first.
  return Promise.race([summary, Promise.resolve(null)]);
}

/**
 * Loads what opened, closed and remained between two versions. It has its own cache, because it is much smaller than the
 * comparison, and a feed needs it for every draft.
 */
export async function loadBracketChanges(
  context: Context,
  base: Version,
  revised: Version,
  signal: AbortSignal | null,
): Promise<BracketChanges> {
  return context.damage.leavingOut(async () => {
    const route = await routeOf(context, [base, revised], signal);
    const make = async (abandoned: AbortSignal): Promise<BracketChanges> => {
      const compared = await loadAlong(context, [base, revised], route, signal && abandoned);
      return bracketChanges(compared.base, compared.revised, compared.comparison);
    };
    const weight = charactersIn(base.wordCount + revised.wordCount);
    return context.bracketChanges.get(keyOf(base, revised, route), weight, make, signal);
  });
}

function keyOf(base: Version, revised: Version, { via, links, stepLinks }: Route): string {
  const hashes = [base, ...via, revised].map(({ contentHash }) => contentHash);
  return sha256(JSON.stringify([comparisonNumber, hashes, links, stepLinks]));
}

function loadAlong(
  context: Context,
  [base, revised]: readonly [Version, Version],
  route: Route,
  signal: AbortSignal | null,
): Promise<Compared> {
  const key = keyOf(base, revised, route);
  const weight = charactersIn(base.wordCount + revised.wordCount);
  const make = async (abandoned: AbortSignal): Promise<Compared> => {
    const textOf = async (version: Version): Promise<VersionText> => (await loadContent(context, version)).text;
    const needed = signal && abandoned;
    const [from, to, steps] = await Promise.all([
      textOf(base),
      textOf(revised),
      loadSteps(context, [base, revised], route, needed),
    ]);
    const compared = await context.compare(from, to, { steps, links: route.links }, needed);
    return new Compared({ key, base: from, revised: to }, compared, route);
  };
  return context.comparisons.get(key, weight, make, signal);
}

/** Loads the relations of each step between two versions. Any two versions of a line share these steps. */
async function loadSteps(
  context: Context,
  [base, revised]: readonly [Version, Version],
  { via, stepLinks }: Route,
  signal: AbortSignal | null,
): Promise<Relations[]> {
  if (via.length === 0) return [];
  const steps = [...via, revised].map((to, index) => {
    const route = { via: [], links: stepLinks[index] ?? [], stepLinks: [] };
    return loadAlong(context, [via[index - 1] ?? base, to], route, signal);
  });
  return (await Promise.all(steps)).flatMap(({ relations }) => relations ?? []);
}

function routeOf(
  context: Context,
  pair: readonly [Version, Version],
  signal: AbortSignal | null,
  since?: Version,
): Promise<Route> {
  const pairsOf = async (from: Version, to: Version): Promise<readonly ClausePair[]> =>
    (await loadComparison(context, from, to, signal)).comparison.pairs;
  return findRoute(context, pair, pairsOf, since);
}

/** Counts the changed words and clauses. A clause with only a new label does not count as changed. */
function changeSummaryOf({ stats, pairs }: Comparison): ChangeSummary {
  const { inserted, deleted, moved } = stats.words;
  const clauses = pairs.filter((pair) => pair.relation !== "1:1" || pair.edited || pair.moved).length;
  return { inserted, deleted, moved, clauses };
}
