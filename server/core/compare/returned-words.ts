import type { FollowedWords } from "#core/compare/follow-words.ts";
import { runsOf } from "#core/compare/islands.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import { tokenKind, type Words } from "#core/text/words.ts";

/**
 * A run that one version in between or more had not at all has come back when it is this many words to the letter, and on
 * both sides this much of its clause: what comes back is a sentence or a clause, not a turn of phrase ...
 */
const fewestReturning = 8;
const leastOfClause = 0.5;
/** ... or when it stands among this many tokens on each side that never left: "shall" that was "should" for a draft. */
const neighboursInPlace = 4;
/** A run that one step took out and the same step put in: the step itself saw no sameness, and must be outweighed. */
const fewestAgainstStep = 25;

/**
 * The words followed through the steps, and with them those that left and came back, which are those words still. What
 * left is known from the direct comparison; but shorter runs than the limits say are as likely to have been written
 * anew, and on drafts whose history is known, believing them makes more wrong words than right ones.
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
        for (const [from, to] of stretches(start, end, (a) => wasGone(a, a + shift))) {
          if (isPassage(from, to, shift) || isInPlace(from, to, shift)) keep(from, to, shift);
        }
      }
    }
  }
  return { toRevised, toBase, coarse: map.coarse };

  function isFree(a: number, b: number): boolean {
    return map.toRevised[a] === unmapped && map.toBase[b] === unmapped;
  }

  function wasGone(a: number, b: number): boolean {
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

/** The maximal stretches of a range whose every index passes a test, as [start, end). */
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
