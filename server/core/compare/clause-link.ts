import type { BoundPair } from "#core/compare/clause-pairs.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * A person's decision on two clauses, by id: they are the same clause, or they are not. With null on one side, the other
 * side's clause has no counterpart. A comparison must follow it.
 */
export interface ClauseLink {
  base: string | null;
  revised: string | null;
  /** The two clauses are not the same. They may still be paired with others. */
  isRefusal?: true;
}

/** People's decisions on the clauses of two texts. */
export interface LinkedClauses {
  /** The pairs that people linked, and the clauses without a counterpart, in base order. */
  bound: BoundPair[];
  /** Whether a person refused to pair two clauses, by index. */
  isRefused: (base: number, revised: number) => boolean;
}

/** Converts links to decisions on clause indexes. */
export function linkedClauses(base: VersionText, revised: VersionText, links: readonly ClauseLink[]): LinkedClauses {
  const bound = boundPairs(base, revised, links);
  const refusals = links.filter(({ isRefusal }) => isRefusal);
  if (refusals.length === 0) return { bound, isRefused: () => false };
  const [baseIndex, revisedIndex] = [indexOf(base), indexOf(revised)];
  const refused = new Set(
    refusals.map((link) => refusalKey(baseIndex.get(link.base ?? ""), revisedIndex.get(link.revised ?? ""))),
  );
  return { bound, isRefused: (from, to) => refused.has(refusalKey(from, to)) };
}

function refusalKey(base: number | undefined, revised: number | undefined): string {
  return `${String(base)} ${String(revised)}`;
}

/**
 * Converts links, other than refusals, to clause indexes, in base order. A clause may have several links, which is a
 * split or a merger. The following are left out, so that the result is always a valid pairing:
 *
 * - a link to a clause that is not in the texts, a link with null on both sides, and a duplicate;
 * - a link that joins a clause which another link declares without a counterpart, and the reverse;
 * - parts that are not next to each other, and several clauses linked to several clauses.
 */
export function boundPairs(base: VersionText, revised: VersionText, links: readonly ClauseLink[]): BoundPair[] {
  if (links.length === 0) return [];
  const baseIndex = indexOf(base);
  const revisedIndex = indexOf(revised);
  const known = links.flatMap((link): BoundPair[] => {
    if (link.isRefusal) return [];
    const from = link.base === null ? none : baseIndex.get(link.base);
    const to = link.revised === null ? none : revisedIndex.get(link.revised);
    return from === undefined || to === undefined || (from === none && to === none)
      ? []
      : [{ base: from, revised: to }];
  });
  known.sort((one, other) => one.base - other.base || one.revised - other.revised);
  const bound: BoundPair[] = [];
  for (const link of known) if (fits(link, bound)) bound.push(link);
  return bound;
}

/** No clause. */
const none = -1;

function fits({ base, revised }: BoundPair, bound: readonly BoundPair[]): boolean {
  const parts = bound.filter((link) => link.base === base && base !== none).map((link) => link.revised);
  const wholes = bound.filter((link) => link.revised === revised && revised !== none).map((link) => link.base);
  if (base === none || revised === none) return parts.length + wholes.length === 0;
  if (parts.includes(none) || wholes.includes(none)) return false;
  if (parts.length > 0 && wholes.length > 0) return false;
  const joins = (side: "base" | "revised", index: number): number =>
    bound.filter((link) => link[side] === index).length;
  return (
    (parts.length === 0 || (parts.every((part) => joins("revised", part) === 1) && beside(parts, revised))) &&
    (wholes.length === 0 || (wholes.every((whole) => joins("base", whole) === 1) && beside(wholes, base)))
  );
}

function beside(indexes: readonly number[], next: number): boolean {
  return next === Math.min(...indexes) - 1 || next === Math.max(...indexes) + 1;
}

function indexOf({ clauses }: VersionText): ReadonlyMap<string, number> {
  return new Map(clauses.map((clause, index) => [clause.id, index]));
}
