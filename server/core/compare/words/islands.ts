import type { Run } from "#core/compare/words/unique-runs.ts";
import { fewestOfSentence, sentencesAround } from "#core/compare/words/sentence-text.ts";
import { islandCost, wordWeight } from "#core/compare/words/weights.ts";
import { unmapped, type WordMap, type WordMapDraft } from "#core/compare/words/word-map.ts";
import type { Words } from "#core/text/tokens.ts";

/** A run beside an edit of at most this many tokens is never stranded. */
const smallestEdit = 2;
/** Maximum number of passes. Dropping runs may strand others, so passes repeat while any run is dropped. */
const mostPasses = 7;

/**
 * Unmaps the runs that are worth less than the cost of surviving between the edits beside them.
 *
 * @param changed stretches of base tokens mapped after the previous call, in order; by default all tokens
 */
export function dropIslands(
  { map: { toRevised, toBase }, base, revised, vocabulary: { weights, rarity, hashes }, workspace }: WordMapDraft,
  changed: readonly (readonly [number, number])[] = [[0, base.count]],
): void {
  // Typed arrays, because a heavily edited text has a run for every third word and this function runs often.
  const most = countRuns(toRevised);
  const [starts, shifts, lengths, worths] = workspace.runs(most + 1);
  // The edits around a run differ only near the changed stretches, and in later passes beside dropped runs.
  const touched = new Uint8Array(most + 1);
  let runs = 0;
  eachRun(toRevised, (a, b, length) => {
    let worth = 0;
    for (let k = a; k < a + length; k += 1) {
      const id = base.ids[k] ?? 0;
      // A picture is the same one, however far it moved.
      worth += (hashes[id] ? rarity[id] : weights[id]) ?? 0;
    }
    starts[runs] = a;
    shifts[runs] = b - a;
    lengths[runs] = length;
    worths[runs] = worth;
    runs += 1;
  });
  let next = 0;
  for (const [start, end] of changed) {
    while (next < runs && (starts[next] ?? 0) + (lengths[next] ?? 0) < start) next += 1;
    touched.fill(1, Math.max(0, next - 1), next);
    while (next < runs && (starts[next] ?? 0) <= end) touched[next++] = 1;
    if (next < runs) touched[next] = 1;
  }
  for (let passes = 0, dropped = 1; passes < mostPasses && dropped > 0; passes += 1) {
    starts[runs] = base.count;
    shifts[runs] = revised.count - base.count;
    dropped = 0;
    let [end, shift] = [0, 0];
    let besideDropped = false;
    for (let k = 0; k < runs; k += 1) {
      const [a, length, here] = [starts[k] ?? 0, lengths[k] ?? 0, shifts[k] ?? 0];
      const following = starts[k + 1] ?? 0;
      // Tokens of both sides between two runs. If the second run is elsewhere in the revised, the distance is large.
      const before = a - end + Math.abs(a - end + here - shift);
      const hole = following - a - length;
      const after = hole + Math.abs(hole + (shifts[k + 1] ?? 0) - here);
      [end, shift] = [a + length, here];
      const stranded =
        touched[k] === 1 &&
        before > smallestEdit &&
        after > smallestEdit &&
        (worths[k] ?? 0) < islandCost(before, after) &&
        !isSentence(worths[k] ?? 0, a, a + here, length);
      const to = k - dropped;
      if (stranded) {
        for (let at = a; at < a + length; at += 1) {
          toRevised[at] = unmapped;
          toBase[at + here] = unmapped;
        }
        dropped += 1;
        if (to > 0) touched[to - 1] = 1;
        besideDropped = true;
        continue;
      }
      starts[to] = a;
      shifts[to] = here;
      lengths[to] = length;
      worths[to] = worths[k] ?? 0;
      touched[to] = besideDropped ? 1 : 0;
      besideDropped = false;
    }
    runs -= dropped;
  }

  /** Whether a run is a sentence on both sides. A sentence survives alone, however far from its neighbours. */
  function isSentence(worth: number, a: number, b: number, length: number): boolean {
    return worth >= fewestOfSentence * wordWeight && isWhole(base, a, length) && isWhole(revised, b, length);
  }
}

/** Whether tokens form one or more whole sentences, with or without the mark at the end. */
function isWhole(words: Words, from: number, length: number): boolean {
  const whole = sentencesAround(words, from, from + length, length + 1);
  return whole !== undefined && whole[0] >= from && whole[1] <= from + length + 1;
}

function countRuns(toRevised: Int32Array): number {
  let count = 0;
  eachRun(toRevised, () => (count += 1));
  return count;
}

/** Visits the maximal runs of mapped tokens, in base order. */
function eachRun(toRevised: Int32Array, visit: (base: number, revised: number, length: number) => void): void {
  for (let a = 0; a < toRevised.length;) {
    const b = toRevised[a] ?? unmapped;
    if (b === unmapped) {
      a += 1;
      continue;
    }
    let length = 1;
    while (a + length < toRevised.length && toRevised[a + length] === b + length) length += 1;
    visit(a, b, length);
    a += length;
  }
}

/** Returns the maximal runs of mapped tokens, in base order. */
export function runsOf(map: WordMap): Run[] {
  const runs: Run[] = [];
  eachRun(map.toRevised, (base, revised, length) => runs.push({ base, revised, length }));
  return runs;
}
