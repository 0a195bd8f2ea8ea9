import { heaviestChain, type Run } from "#core/compare/words/unique-runs.ts";
import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { IndexPair } from "#core/compare/comparison.ts";
import { inOrder } from "#core/compare/words/map-words.ts";
import { longestSwap } from "#core/compare/words/swaps.ts";
import { unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import type { Words } from "#core/text/tokens.ts";

/** A pair of clauses and its tokens on both sides. */
export interface Strand {
  pair: IndexPair;
  baseStart: number;
  baseEnd: number;
  revisedStart: number;
  revisedEnd: number;
}

/** The alignment of two versions' words for drawing them side by side. */
export interface Weave {
  strands: Strand[];
  /**
   * The revised token aligned with each base token within its pair, or `unmapped`. A token that only the word map
   * contains has left its clause or its position in it. It is drawn as moved, or as deleted and inserted.
   */
  beside: Int32Array;
  /** The first base tokens of runs that changed places with a neighbour. */
  swapped: ReadonlySet<number>;
}

/** Aligns the words of each pair: the heaviest part of them that is in the same order on both sides. */
export function weave(pairs: readonly IndexPair[], map: WordMap, { base, revised }: ComparedWords): Weave {
  const beside = new Int32Array(base.count).fill(unmapped);
  const swapped = new Set<number>();
  const strands = pairs.map((pair): Strand => {
    const [baseStart, baseEnd] = stretch(base, pair.base);
    const [revisedStart, revisedEnd] = stretch(revised, pair.revised);
    const runs: Run[] = [];
    let ordered = true;
    let last = -1;
    for (let a = baseStart; a < baseEnd;) {
      const b = map.toRevised[a] ?? unmapped;
      if (b < revisedStart || b >= revisedEnd) {
        a += 1;
        continue;
      }
      let length = 1;
      while (a + length < baseEnd && map.toRevised[a + length] === b + length && b + length < revisedEnd) length += 1;
      runs.push({ base: a, revised: b, length });
      if (b < last) ordered = false;
      last = b;
      a += length;
    }
    const weigh = (run: Run, at: number): Run => {
      const [before, after] = [runs[at - 1], runs[at + 1]];
      const ends = [areSwapped(before, run), areSwapped(run, after)];
      if (ends.includes(true)) swapped.add(run.base);
      const weight = (before?.length ?? 0) + run.length + (after?.length ?? 0);
      // The text between two parts that changed places stays.
      return ends.includes(false) || weight > longestSwap ? run : { ...run, weight };
    };
    for (const run of ordered ? runs : stillRuns(runs.map(weigh), inOrder(base, revised))) {
      for (let k = 0; k < run.length; k += 1) beside[run.base + k] = run.revised + k;
    }
    return { pair, baseStart, baseEnd, revisedStart, revisedEnd };
  });
  return { strands, beside, swapped };
}

/** Whether two runs are neighbours on both sides and changed places. */
function areSwapped(one: Run | undefined, other: Run | undefined): boolean {
  if (!one || !other) return false;
  return one.base + one.length === other.base && other.revised + other.length === one.revised;
}

/**
 * Finds the heaviest part in the same order on both sides. Ties are decided from the same side whichever text is the
 * base, so that compare(revised, base) mirrors this.
 */
function stillRuns(runs: readonly Run[], fromBase: boolean): Run[] {
  if (fromBase) return heaviestChain(runs);
  const mirrored = (run: Run): Run => ({ ...run, base: run.revised, revised: run.base });
  return heaviestChain(runs.map(mirrored).sort((x, y) => x.base - y.base)).map(mirrored);
}

function stretch(words: Words, clauses: readonly number[]): [number, number] {
  return [words.firsts[clauses[0] ?? 0] ?? 0, words.firsts[(clauses[clauses.length - 1] ?? 0) + 1] ?? 0];
}
