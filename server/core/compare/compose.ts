import { comparisonOf, type CompareOptions } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { runsOf } from "#core/compare/islands.ts";
import { mapWords } from "#core/compare/map-words.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf, type Words } from "#core/text/words.ts";

/** A comparison that went through the versions in between, and how its words were found. */
export interface ViaComparison {
  comparison: Comparison;
  /** How many steps the words were followed through; 1 is a direct comparison. */
  steps: number;
  /** Tokens kept at every step. */
  followed: number;
  /** Tokens that were gone in between and came back, known from the direct comparison. */
  returned: number;
}

/**
 * A passage that was gone in between is the same passage come back when it is at least this many words long to the
 * letter. Shorter ones are as likely to have been written anew: on drafts whose history is known, letting the direct
 * comparison add runs of eight words makes more wrong words than right ones.
 */
const fewestReturning = 25;

/**
 * Compares two versions through those in between, in their order. Small steps are each nearly certain where one large
 * step has to guess, so a word is followed from version to version, and the direct comparison adds only what left and
 * came back.
 */
export function compareVia(
  base: VersionText,
  vias: readonly VersionText[],
  revised: VersionText,
  options: CompareOptions = {},
): ViaComparison {
  const lexicon = new Lexicon();
  const baseWords = wordsOf(base, lexicon);
  const between = vias.map((via) => wordsOf(via, lexicon));
  const revisedWords = wordsOf(revised, lexicon);
  const vocabulary = lexicon.size;
  const direct = mapWords(baseWords, revisedWords, vocabulary);
  const map = between.length === 0 ? direct : followed([baseWords, ...between, revisedWords], vocabulary);
  const count = countMapped(map);
  if (between.length > 0) addReturned(map, direct, baseWords);
  return {
    comparison: comparisonOf({ base, revised, baseWords, revisedWords, vocabulary }, map, options),
    steps: between.length + 1,
    followed: count,
    returned: countMapped(map) - count,
  };
}

/** Follows each word through all steps. Where any step was too large to be looked into, the whole is named coarse. */
function followed(chain: readonly Words[], vocabulary: number): WordMap {
  const [first, last] = [chain[0], chain[chain.length - 1]];
  if (!first || !last) throw new RangeError("A chain of versions has at least two");
  const toRevised = Int32Array.from({ length: first.count }, (_, index) => index);
  const coarse: WordMap["coarse"] = [];
  chain.slice(1).forEach((words, index) => {
    const before = chain[index] ?? first;
    const step = mapWords(before, words, vocabulary);
    if (step.coarse.length > 0) coarse.push([0, first.count, 0, last.count]);
    toRevised.forEach((at, a) => {
      if (at !== unmapped) toRevised[a] = step.toRevised[at] ?? unmapped;
    });
  });
  const toBase = new Int32Array(last.count).fill(unmapped);
  toRevised.forEach((b, a) => {
    if (b !== unmapped) toBase[b] = a;
  });
  return { toRevised, toBase, coarse: coarse.slice(0, 1) };
}

function addReturned(map: WordMap, direct: WordMap, base: Words): void {
  for (const run of runsOf(direct)) {
    for (let k = 0; k < run.length; k += 1) {
      let [length, words] = [0, 0];
      while (k + length < run.length && isFree(run.base + k + length, run.revised + k + length)) {
        if (base.kinds[run.base + k + length] !== tokenKind.mark) words += 1;
        length += 1;
      }
      if (words >= fewestReturning) {
        for (let i = k; i < k + length; i += 1) {
          map.toRevised[run.base + i] = run.revised + i;
          map.toBase[run.revised + i] = run.base + i;
        }
      }
      k += length;
    }
  }

  function isFree(a: number, b: number): boolean {
    return map.toRevised[a] === unmapped && map.toBase[b] === unmapped;
  }
}

function countMapped(map: WordMap): number {
  return map.toRevised.reduce((count, b) => (b === unmapped ? count : count + 1), 0);
}
