import { heaviestChain } from "#core/compare/anchors.ts";
import { weightsByClause, type Shares } from "#core/compare/shares.ts";
import type { Clause } from "#core/text/clause.ts";

/** Clauses that are one another, by index. One of the two lists has at most one entry, except both empty never. */
export interface IndexPair {
  base: number[];
  revised: number[];
  /** 0 to 1: how much of the smaller side's words the two share; 1 where a person said so. */
  score: number;
  moved: boolean;
}

/** A person's word on two clauses, by index: -1 on one side says that the other's clause has no counterpart. */
export interface BoundPair {
  base: number;
  revised: number;
}

/** Two clauses are each other's when they share this much of the smaller one's words ... */
const enough = 0.3;
/** ... and a part belongs to a split or merged clause when so much of the part comes from it. */
const mostly = 0.5;
/** A pair that rests on label and place alone. */
const byPlaceScore = 0.25;

/**
 * Pairs the clauses of two versions from the words they share: first those that are best for each other, then the parts
 * of a split or merged clause that stand beside them, then, between neighbours already paired, what has the same label
 * or stands alone there. A pair is moved when it is not in the heaviest chain of pairs in order on both sides.
 */
export function pairClauses(
  baseClauses: readonly Clause[],
  revisedClauses: readonly Clause[],
  shares: Shares,
  bound: readonly BoundPair[],
): IndexPair[] {
  const toRevised: number[][] = baseClauses.map(() => []);
  const toBase: number[][] = revisedClauses.map(() => []);
  const fixed = { base: new Set<number>(), revised: new Set<number>() };
  for (const { base, revised } of bound) {
    if (base >= 0) fixed.base.add(base);
    if (revised >= 0) fixed.revised.add(revised);
    if (base < 0 || revised < 0) continue;
    toRevised[base]?.push(revised);
    toBase[revised]?.push(base);
  }
  const free = ({ base, revised }: { base: number; revised: number }): boolean =>
    !fixed.base.has(base) && !fixed.revised.has(revised);

  const edges = shares.edges.filter(free);
  const strongest = [...edges].sort((x, y) => y.weight - x.weight || x.base - y.base || x.revised - y.revised);
  for (const { base, revised, weight } of strongest) {
    if (toRevised[base]?.length || toBase[revised]?.length) continue;
    const smaller = Math.min(shares.base[base] ?? 0, shares.revised[revised] ?? 0);
    if (weight >= enough * smaller) link(base, revised);
  }

  // Parts, nearest first, so that the third part of a split finds the second already attached.
  for (const grow of [edges, [...edges].reverse()]) {
    for (const { base, revised, weight } of grow) {
      if (toRevised[base]?.length && !toBase[revised]?.length && weight >= mostly * (shares.revised[revised] ?? 0)) {
        const parts = toRevised[base];
        if (parts.every((part) => toBase[part]?.length === 1) && beside(parts, revised)) link(base, revised);
      } else if (toBase[revised]?.length && !toRevised[base]?.length && weight >= mostly * (shares.base[base] ?? 0)) {
        const parts = toBase[revised];
        if (parts.every((part) => toRevised[part]?.length === 1) && beside(parts, base)) link(base, revised);
      }
    }
  }

  const pairs = collect(toRevised, toBase, shares);
  for (const pair of pairs) if (pair.base.some((index) => fixed.base.has(index))) pair.score = 1;
  markMoved(pairs, shares);
  const placed = pairByPlace(baseClauses, revisedClauses, pairs, fixed);
  if (placed.length > 0) {
    pairs.push(...placed);
    pairs.sort((x, y) => (x.base[0] ?? 0) - (y.base[0] ?? 0));
  }
  return pairs;

  function link(base: number, revised: number): void {
    toRevised[base]?.push(revised);
    toBase[revised]?.push(base);
  }
}

function beside(parts: readonly number[], next: number): boolean {
  return next === Math.min(...parts) - 1 || next === Math.max(...parts) + 1;
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
}

/** Kinds of clause that are what they are by their place, so that one alone between two neighbours is still that one. */
const kindsByPlace = new Set(["title", "opening", "verb", "heading"]);

/** Between two neighbours in order: what has the same kind and label: with a label, without any text, or alone there. */
function pairByPlace(
  base: readonly Clause[],
  revised: readonly Clause[],
  pairs: readonly IndexPair[],
  fixed: { base: ReadonlySet<number>; revised: ReadonlySet<number> },
): IndexPair[] {
  const takenBase = new Set([...pairs.flatMap((pair) => pair.base), ...fixed.base]);
  const takenRevised = new Set([...pairs.flatMap((pair) => pair.revised), ...fixed.revised]);
  const placed: IndexPair[] = [];
  let [a, b] = [0, 0];
  const inOrder = pairs.filter((pair) => !pair.moved);
  for (const next of [...inOrder, { base: [base.length], revised: [revised.length] }]) {
    const aEnd = next.base[0] ?? 0;
    const bEnd = next.revised[0] ?? 0;
    const slotBase = range(a, aEnd).filter((index) => !takenBase.has(index));
    const slotRevised = range(b, bEnd).filter((index) => !takenRevised.has(index));
    const alone = slotBase.length === 1 && slotRevised.length === 1;
    const waiting = new Map<string, number[]>();
    for (const index of [...slotRevised].reverse()) {
      const key = placeKey(revised[index], alone);
      if (key !== undefined) listIn(waiting, key).push(index);
    }
    let last = -1;
    for (const index of slotBase) {
      const key = placeKey(base[index], alone);
      const list = (key === undefined ? undefined : waiting.get(key)) ?? [];
      let same = list.pop();
      while (same !== undefined && same <= last) same = list.pop();
      if (same === undefined) continue;
      placed.push({ base: [index], revised: [same], score: byPlaceScore, moved: false });
      last = same;
    }
    a = (next.base[next.base.length - 1] ?? 0) + 1;
    b = (next.revised[next.revised.length - 1] ?? 0) + 1;
  }
  return placed;
}

/** What two clauses of one slot must have in common to be one by their place; undefined where a place says nothing. */
function placeKey(clause: Clause | undefined, alone: boolean): string | undefined {
  if (!clause) return undefined;
  const empty = clause.start === clause.end;
  if (!empty && clause.label === null && !(alone && kindsByPlace.has(clause.kind))) return undefined;
  return JSON.stringify([clause.kind, clause.label, empty]);
}

function range(start: number, end: number): number[] {
  return Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index);
}

function listIn(lists: Map<string, number[]>, key: string): number[] {
  const list = lists.get(key) ?? [];
  lists.set(key, list);
  return list;
}
