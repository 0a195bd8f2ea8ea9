import type { Link } from "#core/discuss/link.ts";
import type { ClauseLink } from "#core/compare/clause-link.ts";
import type { ClausePair } from "#core/compare/comparison.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { clauseLinks, readHoldingLinks } from "./links-between.ts";
import { charactersIn } from "../versions/content.ts";
import { type Family, readFamily, versionsBetween } from "../versions/family.ts";

/** What two versions are compared by. */
export interface Route {
  /** The versions in between that the words are followed through, from the base's side to the revised's. */
  via: readonly Version[];
  /** What people said of the clauses of the two. */
  links: readonly ClauseLink[];
  /** What they said of each step on the way. */
  stepLinks: readonly (readonly ClauseLink[])[];
}

/**
 * Through a few versions in between nearly all is found that going through every one of them would find, and each costs
 * one more comparison.
 */
const mostVersionsBetween = 8;
/** Characters of all the texts on the way together: the report of a large forum in ten drafts of half a million. */
const mostCharactersBetween = 5_000_000;

/** What became of the clauses from one version to its neighbour. */
type PairsOf = (base: Version, revised: Version) => Promise<readonly ClausePair[]>;

/** Finds it. `pairsOf` is asked only where somebody said something of a step on the way. */
export async function findRoute(
  context: Pick<Context, "store">,
  base: Version,
  revised: Version,
  pairsOf: PairsOf,
): Promise<Route> {
  const { between, holding } = await context.store.read(async (reader) => ({
    between: versionsBetween(base, revised, await familyOf(reader, base, revised)) ?? [],
    holding: await readHoldingLinks(reader, base, revised),
  }));
  const via = thinned(between, base, revised);
  if (holding.length === 0) return { via, links: [], stepLinks: [] };
  const chain = [base, ...via, revised];
  const whole = [base, ...between, revised];
  const placeOf = (version: Version | undefined): number => whole.findIndex((other) => other.id === version?.id);
  const stepLinks = await Promise.all(
    chain.slice(1).map((version, index) => {
      const step = whole.slice(placeOf(chain[index]), placeOf(version) + 1);
      return linksAlong(pairsOf, step, holding);
    }),
  );
  return { via, links: await linksAlong(pairsOf, whole, holding), stepLinks: via.length === 0 ? [] : stepLinks };
}

/** Within a document nothing else leads from one version to another. */
async function familyOf(reader: Reader, { documentId }: Version, revised: Version): Promise<Family> {
  if (documentId !== revised.documentId) return readFamily(reader, documentId);
  return { documents: [], versions: await reader.list("versions", { documentId }) };
}

/** As many of the versions in between as may be gone through, evenly spread. */
function thinned(between: readonly Version[], base: Version, revised: Version): Version[] {
  const characters = (versions: readonly Version[]): number =>
    versions.reduce((sum, { wordCount }) => sum + charactersIn(wordCount), 0);
  const room = mostCharactersBetween - characters([base, revised]);
  const average = characters(between) / Math.max(1, between.length);
  const count = Math.min(between.length, mostVersionsBetween, Math.max(0, Math.floor(room / Math.max(1, average))));
  return Array.from(
    { length: count },
    (_, index) => between[Math.floor(((index + 0.5) * between.length) / count)],
  ).filter((version) => version !== undefined);
}

/**
 * What people said of the clauses at the two ends of a line of versions. Besides their links between the two, those
 * between neighbours on the way count: a clause that was linked from the second draft to the third is, seen from the
 * first, what the second's was in the first. What was said of the two themselves comes before what follows from others.
 */
async function linksAlong(pairsOf: PairsOf, line: readonly Version[], links: readonly Link[]): Promise<ClauseLink[]> {
  const [base, revised] = [line[0], line[line.length - 1]];
  if (!base || !revised) return [];
  const own = clauseLinks(base, revised, links);
  const found: ClauseLink[] = [...own];
  for (let step = 0; line.length > 2 && step + 1 < line.length; step += 1) {
    const [from, to] = [line[step], line[step + 1]];
    if (!from || !to) continue;
    for (const link of clauseLinks(from, to, links)) {
      if (link.base === null || link.revised === null) continue;
      const first = await followed(pairsOf, line.slice(0, step + 1).toReversed(), link.base);
      const last = await followed(pairsOf, line.slice(step + 1), link.revised);
      if (first === null || last === null) continue;
      if (!own.some((said) => said.base === first || said.revised === last)) found.push({ base: first, revised: last });
    }
  }
  return found;
}

/** The one clause that a clause of the first version of a line is in the last; null where it is none or several. */
async function followed(pairsOf: PairsOf, line: readonly Version[], clause: string): Promise<string | null> {
  let current = clause;
  for (let step = 0; step + 1 < line.length; step += 1) {
    const [from, to] = [line[step], line[step + 1]];
    if (!from || !to) return null;
    const pair = (await pairsOf(from, to)).find(({ base }) => base.includes(current));
    const [only, ...others] = pair?.revised ?? [];
    if (only === undefined || others.length > 0) return null;
    current = only;
  }
  return current;
}
