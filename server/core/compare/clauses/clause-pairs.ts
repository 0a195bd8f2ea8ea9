import type { IndexPair } from "#core/compare/comparison.ts";
import { pairByMembers, pairByPlace } from "#core/compare/clauses/pair-by-place.ts";
import { type Share, type Shares, weightsByClause } from "#core/compare/clauses/shares.ts";
import { heaviestChain } from "#core/compare/words/unique-runs.ts";
import type { Clause } from "#core/text/clause.ts";

/**
 * A person's decision on two clauses, by index. -1 on one side means that the other side's clause has no counterpart.
 */
export interface BoundPair {
  base: number;
  revised: number;
}

/** A pair that is already decided, by index. A pair of several clauses has the lowest score of its parts. */
export interface KnownPair {
  base: number;
  revised: number;
  /** By default, the share of the words that both clauses have. */
  score?: number;
}

/** A part belongs to a split or merged clause if at least this share of the part comes from it. */
const mostly = 0.5;

/** Decisions that a pairing must follow. */
export interface PairingLimits {
  /** People's links. */
  bound: readonly BoundPair[];
  /** Whether a person refused to pair two clauses, by index; by default, no pair is refused. */
  isRefused?: (base: number, revised: number) => boolean;
  /** Pairs that are part of the result; it may add parts of a split or merger to them. */
  known?: readonly KnownPair[];
  /** Whether two clauses, by index, may be paired by the words they share, wherever they are; by default, all may. */
  mayPair?: (base: number, revised: number) => boolean;
  /** The same for clauses between the same neighbours. */
  mayPairInPlace?: (base: number, revised: number) => boolean;
  /** Whether two clauses, by index, share a word of content; by default, all do. */
  shareContent?: (base: number, revised: number) => boolean;
}

/**
 * Pairs the clauses of two versions by the words they share:
 *
 * - first, clauses one to one;
 * - then the parts of a split or merged clause, if only clauses without a counterpart are between them and those
 *   already attached;
 * - then the openers of the same sections;
 * - last, between neighbours already paired, clauses that share a little, have the same number or are the only
 *   candidates.
 *
 * A pair counts as moved if it is not in the heaviest chain of pairs that are in order on both sides.
 */
export function pairClauses(
  baseClauses: readonly Clause[],
  revisedClauses: readonly Clause[],
  shares: Shares,
  {
    bound,
    isRefused = () => false,
    known = [],
    mayPair = () => true,
    mayPairInPlace = () => true,
    shareContent = () => true,
  }: PairingLimits,
): IndexPair[] {
  const toRevised: number[][] = baseClauses.map(() => []);
  const toBase: number[][] = revisedClauses.map(() => []);
  const fixed = { base: new Set<number>(), revised: new Set<number>() };
  for (const { base, revised } of bound) {
    if (base >= 0) fixed.base.add(base);
    if (revised >= 0) fixed.revised.add(revised);
    if (base < 0 || revised < 0) continue;
    link(base, revised);
  }
  for (const { base, revised } of known) link(base, revised);
  const free = ({ base, revised }: { base: number; revised: number }): boolean =>
    !fixed.base.has(base) && !fixed.revised.has(revised) && !isRefused(base, revised);

  const edges = shares.edges.filter(free);
  const unpaired = edges.filter(
    ({ base, revised }) => !toRevised[base]?.length && !toBase[revised]?.length && mayPair(base, revised),
  );
  for (const { base, revised } of matchClauses(shares, unpaired)) link(base, revised);

  // Attach parts nearest first, so that the third part of a split finds the second already attached.
  for (const grow of [edges, [...edges].reverse()]) {
    for (const { base, revised, weight } of grow) {
      if (toRevised[base]?.length && !toBase[revised]?.length && weight >= mostly * (shares.revised[revised] ?? 0)) {
        const parts = toRevised[base];
        if (parts.every((part) => toBase[part]?.length === 1) && areNear(parts, revised, toBase)) link(base, revised);
      } else if (toBase[revised]?.length && !toRevised[base]?.length && weight >= mostly * (shares.base[base] ?? 0)) {
        const parts = toBase[revised];
        if (parts.every((part) => toRevised[part]?.length === 1) && areNear(parts, base, toRevised))
          link(base, revised);
      }
    }
  }

  const pairs = collect(toRevised, toBase, shares);
  const scores = new Map<number, number>();
  for (const { base, score } of known)
    if (score !== undefined) scores.set(base, Math.min(score, scores.get(base) ?? 1));
  for (const pair of pairs) {
    if (pair.base.some((index) => fixed.base.has(index))) pair.score = 1;
    else if (scores.has(pair.base[0] ?? 0)) {
      pair.score = Math.min(...pair.base.map((index) => scores.get(index) ?? pair.score));
    }
  }
  add(pairByMembers(baseClauses, revisedClauses, pairs, pairedIndexes()).filter(isAllowed));
  markMoved(pairs, shares);
  add(
    pairByPlace(baseClauses, revisedClauses, shares, pairs, pairedIndexes(), {
      isRefused,
      mayPair: mayPairInPlace,
      shareContent,
    }),
  );
  return pairs;

  function isAllowed({ base, revised }: IndexPair): boolean {
    return !isRefused(base[0] ?? 0, revised[0] ?? 0);
  }

  function pairedIndexes(): { base: Set<number>; revised: Set<number> } {
    const sets = { base: new Set(fixed.base), revised: new Set(fixed.revised) };
    for (const pair of pairs) {
      for (const index of pair.base) sets.base.add(index);
      for (const index of pair.revised) sets.revised.add(index);
    }
    return sets;
  }

  function add(more: readonly IndexPair[]): void {
    if (more.length === 0) return;
    pairs.push(...more);
    pairs.sort((x, y) => (x.base[0] ?? 0) - (y.base[0] ?? 0));
  }

  function link(base: number, revised: number): void {
    toRevised[base]?.push(revised);
    toBase[revised]?.push(base);
  }
}

/** Whether there are only clauses without a counterpart between a clause and the nearest of the others. */
function areNear(parts: readonly number[], next: number, partners: readonly number[][]): boolean {
  const [first, last] = [Math.min(...parts), Math.max(...parts)];
  const between = next < first ? partners.slice(next + 1, first) : partners.slice(last + 1, next);
  return between.every(({ length }) => length === 0);
}

function collect(toRevised: readonly number[][], toBase: readonly number[][], shares: Shares): IndexPair[] {
  const pairs: IndexPair[] = [];
  toRevised.forEach((parts, base) => {
    const first = parts[0];
    if (first === undefined) return;
    const wholes = toBase[first] ?? [];
    if (Math.min(...wholes) !== base) return;
    const pair = {
      base: [...wholes].sort((x, y) => x - y),
      revised: [...parts].sort((x, y) => x - y),
      score: 0,
      moved: false,
    };
    const weight = shares.between(pair.base, pair.revised);
    const smaller = Math.min(weightsByClause(shares.base, pair.base), weightsByClause(shares.revised, pair.revised));
    pair.score = smaller === 0 ? 1 : Math.min(1, weight / smaller);
    pairs.push(pair);
  });
  return pairs;
}

function markMoved(pairs: readonly IndexPair[], shares: Shares): void {
  const chain = heaviestChain(
    pairs.map((pair) => ({
      base: pair.base[0] ?? 0,
      revised: pair.revised[0] ?? 0,
      length: 1,
      weight: 1 + shares.between(pair.base, pair.revised),
    })),
  );
  const still = new Set(chain.map((run) => run.base));
  for (const pair of pairs) pair.moved = !still.has(pair.base[0] ?? 0);
  const inOrder = pairs.filter(({ moved }) => !moved);
  const kept = {
    base: new Set(inOrder.flatMap(({ base }) => base)),
    revised: new Set(inOrder.flatMap(({ revised }) => revised)),
  };
  // A part of a split or merged clause moved if a clause that stayed is between the parts.
  for (const pair of inOrder) {
    pair.moved = (["base", "revised"] as const).some((side) => {
      const [first = 0, last = first] = [pair[side][0], pair[side].at(-1)];
      for (let at = first + 1; at < last; at += 1) if (kept[side].has(at) && !pair[side].includes(at)) return true;
      return false;
    });
  }
}

/** Two clauses can be paired if they share at least this part of the smaller one's words. */
export const enough = 0.3;

/**
 * Pairs clauses one to one so that they share as many words as possible. Taking the strongest pairs first is not
 * enough. Suppose that half of clause A moved into B, and that this is more than the rest of A. Then A and B would be
 * paired, and neither the rest of A nor the earlier form of B would have a counterpart. A pair is therefore dissolved
 * if the two pairs this makes possible share more together.
 *
 * @returns the pairs, as shares, in no particular order
 */
function matchClauses({ base, revised }: Shares, edges: readonly Share[]): Share[] {
  const likely = edges.filter(
    (edge) => edge.weight >= enough * Math.min(base[edge.base] ?? 0, revised[edge.revised] ?? 0),
  );
  const strongest = [...likely].sort((x, y) => y.weight - x.weight || x.base - y.base || x.revised - y.revised);
  const ofBase = new Map<number, Share>();
  const ofRevised = new Map<number, Share>();
  const addPair = (edge: Share): void => {
    ofBase.set(edge.base, edge);
    ofRevised.set(edge.revised, edge);
  };
  for (const edge of strongest) if (!ofBase.has(edge.base) && !ofRevised.has(edge.revised)) addPair(edge);

  const fromBase = listsBy(strongest, (edge) => edge.base);
  const fromRevised = listsBy(strongest, (edge) => edge.revised);
  // Each exchange adds weight, so the loop ends. An exchange may free clauses for another one.
  for (let exchanged = true; exchanged;) {
    exchanged = false;
    for (const edge of strongest) {
      if (ofBase.get(edge.base) !== edge) continue;
      const one = fromBase.get(edge.base)?.find((other) => !ofRevised.has(other.revised));
      const other = fromRevised.get(edge.revised)?.find((another) => !ofBase.has(another.base));
      if (!one || !other || one.weight + other.weight <= edge.weight) continue;
      addPair(one);
      addPair(other);
      exchanged = true;
    }
  }
  return [...ofBase.values()];
}

function listsBy(edges: readonly Share[], clauseOf: (edge: Share) => number): Map<number, Share[]> {
  const lists = new Map<number, Share[]>();
  for (const edge of edges) {
    const list = lists.get(clauseOf(edge));
    if (list) list.push(edge);
    else lists.set(clauseOf(edge), [edge]);
  }
  return lists;
}
