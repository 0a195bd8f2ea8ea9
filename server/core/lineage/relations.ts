import type { KnownPair } from "#core/compare/clauses/clause-pairs.ts";
import { byPlaceScore, openers } from "#core/compare/clauses/pair-by-place.ts";
import type { Pairing } from "#core/compare/clauses/pairing.ts";
import type { IndexPair } from "#core/compare/comparison.ts";
import { runsOf } from "#core/compare/words/islands.ts";
import { carryStretch, type Stretch, unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/**
 * The words and the clauses of two drafts that correspond. The relations of neighbouring drafts are the steps of a lineage:
 * any two drafts of it are compared through them.
 */
export interface Relations {
  map: WordMap;
  /** The asserted pairs, without those that rest on their position alone. */
  pairs: readonly IndexPair[];
}

/** Returns the relations of two drafts, by their paired clauses. */
export function relationsOf({ map, pairs }: Pick<Pairing, "map" | "pairs">, base: VersionText): Relations {
  return { map, pairs: pairs.filter((pair) => !restsOnPlace(pair, base)) };
}

/** Whether a pair rests on its position alone. Openers of sections and clauses without a text have nothing else. */
function restsOnPlace({ base: [first = 0], score }: IndexPair, { clauses }: VersionText): boolean {
  const clause = clauses[first];
  return score <= byPlaceScore && clause !== undefined && !openers.has(clause.kind) && clause.start < clause.end;
}

/**
 * Follows pairs of clauses through all steps: `steps[i]` pairs version i with version i + 1. The confidence in a chain is
 * the product of those in its steps. Between two clauses the best chain counts.
 */
export function followPairs(steps: readonly (readonly IndexPair[])[]): KnownPair[] {
  let reached = new Map<number, Map<number, number>>();
  for (const [index, pairs] of steps.entries()) {
    const step = new Map<number, { to: number; score: number }[]>();
    for (const { base, revised, score } of pairs)
      for (const from of base) step.set(from, [...(step.get(from) ?? []), ...revised.map((to) => ({ to, score }))]);
    if (index === 0) reached = new Map([...step.keys()].map((from) => [from, new Map([[from, 1]])]));
    for (const [from, places] of reached) {
      const next = new Map<number, number>();
      for (const [place, score] of places)
        for (const { to, score: own } of step.get(place) ?? []) next.set(to, Math.max(score * own, next.get(to) ?? 0));
      reached.set(from, next);
    }
  }
  return [...reached].flatMap(([base, places]) => [...places].map(([revised, score]) => ({ base, revised, score })));
}

export function countMapped(map: WordMap): number {
  return map.toRevised.reduce((count, b) => (b === unmapped ? count : count + 1), 0);
}

/** Words followed through a chain of versions. */
interface FollowedWords {
  /** Maps the first version to the last. */
  map: WordMap;
  /** For each token of the first version, the last version that has it, as an index in the chain. */
  lastSeen: Int32Array;
  /** For each token of the last version, the first version that has it, as an index in the chain. */
  firstSeen: Int32Array;
}

/**
 * Follows each word through all steps: `steps[i]` maps version i to version i + 1. A stretch that was too large for a
 * step is reported at its position in the first and in the last version.
 */
export function followWords(steps: readonly WordMap[], baseCount: number, revisedCount: number): FollowedWords {
  const toRevised = Int32Array.from({ length: baseCount }, (_, index) => index);
  const lastSeen = new Int32Array(baseCount).fill(steps.length);
  steps.forEach((step, version) => {
    toRevised.forEach((at, a) => {
      if (at === unmapped) return;
      const next = step.toRevised[at] ?? unmapped;
      toRevised[a] = next;
      if (next === unmapped) lastSeen[a] = version;
    });
  });
  const back = Int32Array.from({ length: revisedCount }, (_, index) => index);
  const firstSeen = new Int32Array(revisedCount);
  [...steps.entries()].reverse().forEach(([version, step]) => {
    back.forEach((at, b) => {
      if (at === unmapped) return;
      const before = step.toBase[at] ?? unmapped;
      back[b] = before;
      if (before === unmapped) firstSeen[b] = version + 1;
    });
  });
  const coarse = coarseAlong(steps);
  return { map: { toRevised, toBase: back, coarse }, lastSeen, firstSeen };
}

/** Returns the coarse stretches of all steps, mapped back to the first version and on to the last. */
function coarseAlong(steps: readonly WordMap[]): WordMap["coarse"] {
  return steps.flatMap((step, version) =>
    step.coarse.map(([a, aEnd, b, bEnd]): WordMap["coarse"][number] => {
      const back = steps.slice(0, version).reverse();
      const base = back.reduce<Stretch>(
        (at, { toBase, toRevised }) => carryStretch(at, toBase, toRevised.length),
        [a, aEnd],
      );
      const on = steps.slice(version + 1);
      const revised = on.reduce<Stretch>(
        (at, { toBase, toRevised }) => carryStretch(at, toRevised, toBase.length),
        [b, bEnd],
      );
      return [...base, ...revised];
    }),
  );
}

/**
 * Minimum words of a returned run that at least one version did not have, and its minimum share of its clause on both
 * sides. Returning text is a sentence or a clause, not a phrase.
 */
const fewestReturning = 8;
const leastOfClause = 0.5;
/**
 * A shorter run also counts as returned between this many tokens on each side that never left: "shall" that was
 * "should" for one draft.
 */
const neighboursInPlace = 4;
/**
 * Minimum words of a returned run that a single step both deleted and inserted. That step did not match the two, so the
 * evidence must be stronger.
 */
const fewestAgainstStep = 25;

/**
 * Adds to the followed words those that left and came back, which are the same words. They are known from the direct
 * comparison. Runs shorter than the limits are as likely to have been written again. On drafts with a known history,
 * accepting them adds more wrong words than right ones.
 */
export function withReturned(
  { map, lastSeen, firstSeen }: FollowedWords,
  direct: WordMap,
  base: Words,
  revised: Words,
): WordMap {
  const toRevised = map.toRevised.slice();
  const toBase = map.toBase.slice();
  for (const run of runsOf(direct)) {
    const shift = run.revised - run.base;
    for (const [start, end] of stretches(run.base, run.base + run.length, (a) => isFree(a, a + shift))) {
      if (wordsIn(base, start, end) >= fewestAgainstStep) keep(start, end, shift);
      else {
        for (const [from, to] of stretches(start, end, (a) => wasDeleted(a, a + shift))) {
          if (isPassage(from, to, shift) || isInPlace(from, to, shift)) keep(from, to, shift);
        }
      }
    }
  }
  return { toRevised, toBase, coarse: map.coarse };

  function isFree(a: number, b: number): boolean {
    return map.toRevised[a] === unmapped && map.toBase[b] === unmapped;
  }

  function wasDeleted(a: number, b: number): boolean {
    return (firstSeen[b] ?? 0) > (lastSeen[a] ?? 0) + 1;
  }

  function isPassage(start: number, end: number, shift: number): boolean {
    const words = wordsIn(base, start, end);
    const least = leastOfClause * Math.max(wordsInClauseAt(base, start), wordsInClauseAt(revised, start + shift));
    return words >= fewestReturning && words >= least;
  }

  function isInPlace(start: number, end: number, shift: number): boolean {
    if (wordsIn(base, start, end) === 0) return false;
    for (let k = 1; k <= neighboursInPlace; k += 1) {
      for (const a of [start - k, end - 1 + k]) if (map.toRevised[a] !== a + shift) return false;
    }
    return true;
  }

  function keep(start: number, end: number, shift: number): void {
    for (let a = start; a < end; a += 1) {
      toRevised[a] = a + shift;
      toBase[a + shift] = a;
    }
  }
}

function wordsIn({ kinds }: Words, start: number, end: number): number {
  let words = 0;
  for (let token = start; token < end; token += 1) if (kinds[token] !== tokenKind.mark) words += 1;
  return words;
}

function wordsInClauseAt(words: Words, token: number): number {
  let low = 0;
  for (let high = words.firsts.length - 1; low < high;) {
    const middle = (low + high) >> 1;
    if ((words.firsts[middle + 1] ?? 0) <= token) low = middle + 1;
    else high = middle;
  }
  return wordsIn(words, words.firsts[low] ?? 0, words.firsts[low + 1] ?? 0);
}

/** Returns the maximal stretches of a range in which every index passes a test, as [start, end). */
function stretches(start: number, end: number, passes: (index: number) => boolean): [number, number][] {
  const found: [number, number][] = [];
  for (let at = start; at < end; at += 1) {
    if (!passes(at)) continue;
    const from = at;
    while (at < end && passes(at)) at += 1;
    found.push([from, at]);
  }
  return found;
}
