import type { ClauseLink } from "#core/compare/clauses/clause-link.ts";
import type { ClausePair } from "#core/compare/comparison.ts";
import type { Link } from "#core/discuss/link.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { charactersIn } from "../versions/content.ts";
import { type Family, readFamily, versionsBetween } from "../versions/family.ts";

/** The intermediate versions, without damaged ones, and the links to use when comparing two versions. */
export interface Route {
  /** Intermediate versions to compare through, ordered from the base to the revised version. */
  via: readonly Version[];
  /** The links between clauses of the two versions. */
  links: readonly ClauseLink[];
  /** The links for each step of the route. */
  stepLinks: readonly (readonly ClauseLink[])[];
}

/** A few intermediate versions give nearly the same result as all of them, and each costs one more comparison. */
const mostVersionsBetween = 8;
/**
 * Maximum number of characters in all texts of the route: the report of a large forum in ten drafts of half a million
 * characters.
 */
const mostCharactersBetween = 5_000_000;

/** Returns the clause pairs between two neighbouring versions. */
type PairsOf = (base: Version, revised: Version) => Promise<readonly ClausePair[]>;

/**
 * Finds the route. Calls `pairsOf` only if there are links on a step of the route. With `since`, the route leaves out the
 * versions before that one; if it is the revised version, the route is direct.
 */
export async function findRoute(
  context: Pick<Context, "store" | "damage">,
  [base, revised]: readonly [Version, Version],
  pairsOf: PairsOf,
  since?: Version,
): Promise<Route> {
  const { between, holding } = await context.store.read(async (reader) => ({
    between: context.damage.intact(versionsBetween(base, revised, await familyOf(reader, base, revised)) ?? []),
    holding: await readHoldingLinks(reader, base, revised),
  }));
  const first = since ? [...between, revised].findIndex(({ id }) => id === since.id) : 0;
  const via = thinned(first < 0 ? between : between.slice(first), base, revised);
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

/** Between two versions of one document, no other document can be on the route. */
async function familyOf(reader: Reader, { documentId }: Version, revised: Version): Promise<Family> {
  if (documentId !== revised.documentId) return readFamily(reader, documentId);
  return { documents: [], versions: await reader.list("versions", { documentId }) };
}

/** Selects as many intermediate versions as the limits allow, evenly spread. */
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
 * Returns the links between the first and last version of a line. A link between neighbours counts too: its clauses are
 * followed to both ends. For example, a link from draft 2 to draft 3 applies to the clause's form in draft 1. Direct
 * links take precedence over these derived links.
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
      if (link.isRefusal) found.push({ base: first, revised: last, isRefusal: true });
      else if (!own.some((direct) => overrides(direct, first, last))) found.push({ base: first, revised: last });
    }
  }
  return found;
}

/** Whether a direct link leaves no room for a derived link between two clauses. */
function overrides(direct: ClauseLink, base: string, revised: string): boolean {
  return direct.isRefusal
    ? direct.base === base && direct.revised === revised
    : direct.base === base || direct.revised === revised;
}

/**
 * Follows a clause from the first version of a line to the last. Returns null if it ends in no clause or in several.
 */
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

type Named = Pick<Version, "id" | "documentId">;

/** Reads all links that touch a document of the two versions, without revoked ones. */
export async function readHoldingLinks(reader: Reader, base: Named, revised: Named): Promise<Link[]> {
  const documents = [...new Set([base.documentId, revised.documentId])];
  const links = await Promise.all(documents.map((documentId) => reader.list("links", { documentId })));
  return links.flat().filter(({ revoked }) => revoked === null);
}

/**
 * Returns the links between two versions in the direction from base to revised, regardless of the direction in which
 * they were recorded.
 */
export function clauseLinks(base: Named, revised: Named, links: readonly Link[]): ClauseLink[] {
  return links.flatMap((link): ClauseLink[] => {
    const refusal = link.isRefusal ? { isRefusal: link.isRefusal } : {};
    if (link.baseVersionId === base.id && link.revisedVersionId === revised.id) {
      return [{ base: link.baseClause, revised: link.revisedClause, ...refusal }];
    }
    if (link.baseVersionId === revised.id && link.revisedVersionId === base.id) {
      return [{ base: link.revisedClause, revised: link.baseClause, ...refusal }];
    }
    return [];
  });
}

/** Whether a link connects two versions, in either direction. */
export function isBetween(base: Named, revised: Named, { baseVersionId, revisedVersionId }: Link): boolean {
  return (
    (baseVersionId === base.id && revisedVersionId === revised.id) ||
    (baseVersionId === revised.id && revisedVersionId === base.id)
  );
}
