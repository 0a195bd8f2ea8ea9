import type { IndexPair } from "#core/compare/comparison.ts";
import type { Shares } from "#core/compare/shares.ts";
import { wordWeight } from "#core/compare/weights.ts";
import type { Clause } from "#core/text/clause.ts";

/** Clauses by index that take no part: already paired, or bound by a person. */
interface Taken {
  base: ReadonlySet<number>;
  revised: ReadonlySet<number>;
}

/** Sharing less than this of the smaller one's words, or than this many words, is chance: a comma, a "that". */
const little = 0.1;
const fewest = 2;
/** A pair that rests on label and place alone. */
const byPlaceScore = 0.25;
/** Kinds of clause that are what they are by their place, so that one alone between two neighbours is still that one. */
const kindsByPlace = new Set(["title", "opening", "verb", "heading", "cell"]);
/** Kinds that open a section: what follows, up to the next of them, are its members. */
const openers = new Set(["title", "verb", "heading"]);

/**
 * Pairs the clauses that share too few words between the neighbours that are paired, in order:
 *
 * 1. those of one kind that share a little, the most shared first: of two clauses dropped or rewritten beside each
 *    other, the one that has words left is the one rewritten, whatever its number is now;
 * 2. those of one kind with the same number, without any text, or of a kind that is what it is by its place and alone. A
 *    letter is no number: letters are dealt out anew in every draft, and say nothing by themselves.
 */
export function pairByPlace(
  base: readonly Clause[],
  revised: readonly Clause[],
  shares: Shares,
  pairs: readonly IndexPair[],
  taken: Taken,
): IndexPair[] {
  const placed: IndexPair[] = [];
  const inOrder = pairs.filter((pair) => !pair.moved);
  const edges = weakEdges(shares, taken);
  let [a, b] = [0, 0];
  for (const next of [...inOrder, { base: [base.length], revised: [revised.length] }]) {
    const aEnd = next.base[0] ?? 0;
    const bEnd = next.revised[0] ?? 0;
    if (a < aEnd && b < bEnd) pairSlot([a, aEnd], [b, bEnd]);
    a = (next.base[next.base.length - 1] ?? 0) + 1;
    b = (next.revised[next.revised.length - 1] ?? 0) + 1;
  }
  return placed;

  function pairSlot([from, to]: readonly [number, number], [otherFrom, otherTo]: readonly [number, number]): void {
    const slotBase = range(from, to).filter((index) => !taken.base.has(index));
    const slotRevised = range(otherFrom, otherTo).filter((index) => !taken.revised.has(index));
    if (slotBase.length === 0 || slotRevised.length === 0) return;
    const found: [number, number][] = [];
    const shared = slotBase
      .flatMap((index) => edges.get(index) ?? [])
      .filter((edge) => edge.revised >= otherFrom && edge.revised < otherTo && edge.weight >= leastOf(edge))
      .sort((x, y) => y.weight - x.weight || x.base - y.base || x.revised - y.revised);
    for (const edge of shared) {
      if (base[edge.base]?.kind === revised[edge.revised]?.kind && fits(edge.base, edge.revised)) {
        found.push([edge.base, edge.revised]);
      }
    }
    const alone = slotBase.length === 1 && slotRevised.length === 1;
    for (const index of slotBase) {
      const key = placeKey(base[index], alone);
      if (key === undefined) continue;
      const same = slotRevised.find((other) => placeKey(revised[other], alone) === key && fits(index, other));
      if (same !== undefined) found.push([index, same]);
    }
    for (const [index, other] of found.sort(([x], [y]) => x - y)) {
      const weight = smaller({ base: index, revised: other });
      const score = weight === 0 ? 0 : shares.between([index], [other]) / weight;
      placed.push({ base: [index], revised: [other], score: Math.max(byPlaceScore, score), moved: false });
    }

    function leastOf(pair: { base: number; revised: number }): number {
      return Math.max(fewest * wordWeight, little * smaller(pair));
    }

    function smaller(pair: { base: number; revised: number }): number {
      return Math.min(shares.base[pair.base] ?? 0, shares.revised[pair.revised] ?? 0);
    }

    /** Whether both are free, and no pair of the slot crosses this one. */
    function fits(index: number, other: number): boolean {
      return found.every(([x, y]) => (x < index && y < other) || (x > index && y > other));
    }
  }
}

/** A title, verb or heading that was reworded: what stands under it says what it is. */
export function pairByMembers(
  base: readonly Clause[],
  revised: readonly Clause[],
  pairs: readonly IndexPair[],
  taken: Taken,
): IndexPair[] {
  const [ofBase, ofRevised] = [openersOf(base), openersOf(revised)];
  const votes = new Map<number, Map<number, number>>();
  const votesBack = new Map<number, Map<number, number>>();
  for (const pair of pairs) {
    const from = ofBase[pair.base[0] ?? 0];
    const to = ofRevised[pair.revised[0] ?? 0];
    if (from === undefined || to === undefined) continue;
    count(votes, from, to);
    count(votesBack, to, from);
  }
  const placed: IndexPair[] = [];
  for (const [from, counts] of [...votes].sort(([x], [y]) => x - y)) {
    const to = mostOf(counts);
    if (to === undefined || taken.base.has(from) || taken.revised.has(to)) continue;
    if (mostOf(votesBack.get(to)) !== from || !alike(base[from], revised[to])) continue;
    placed.push({ base: [from], revised: [to], score: byPlaceScore, moved: false });
  }
  return placed;
}

/** Of one kind, and neither empty where the other is not. */
function alike(one: Clause | undefined, other: Clause | undefined): boolean {
  if (!one || !other) return false;
  return one.kind === other.kind && (one.start === one.end) === (other.start === other.end);
}

/** For each clause the opener it stands under; undefined for openers and for what stands before the first. */
function openersOf(clauses: readonly Clause[]): (number | undefined)[] {
  let opener: number | undefined;
  return clauses.map((clause, index) => {
    if (!openers.has(clause.kind)) return opener;
    opener = index;
    return undefined;
  });
}

function count(votes: Map<number, Map<number, number>>, from: number, to: number): void {
  const counts = votes.get(from) ?? new Map<number, number>();
  votes.set(from, counts);
  counts.set(to, (counts.get(to) ?? 0) + 1);
}

/** What has more than half of the votes. */
function mostOf(counts: ReadonlyMap<number, number> | undefined): number | undefined {
  if (!counts) return undefined;
  const all = [...counts.values()].reduce((sum, each) => sum + each, 0);
  return [...counts].find(([, each]) => 2 * each > all)?.[0];
}

/** What clauses that are still free share, by base clause. */
function weakEdges({ edges }: Shares, taken: Taken): Map<number, Shares["edges"]> {
  const lists = new Map<number, Shares["edges"]>();
  for (const edge of edges) {
    if (taken.base.has(edge.base) || taken.revised.has(edge.revised)) continue;
    const list = lists.get(edge.base);
    if (list) list.push(edge);
    else lists.set(edge.base, [edge]);
  }
  return lists;
}

/** What two clauses of one slot must have in common to be one by their place; undefined where a place says nothing. */
function placeKey(clause: Clause | undefined, alone: boolean): string | undefined {
  if (!clause) return undefined;
  const { kind, label } = clause;
  if (clause.start === clause.end) return JSON.stringify([kind, label, true]);
  const byPlace = alone && kindsByPlace.has(kind);
  if (byPlace || (label !== null && /\p{N}/u.test(label))) return JSON.stringify([kind, label, false]);
  return undefined;
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}
