import { tokenKind, type Words } from "#core/text/words.ts";

/** What a word is worth when it is matched; everything else is measured by it. */
export const wordWeight = 16;
const markWeight = 4;

/** The worth of matching each token, by token number: a word's, or a mark's quarter of it. */
export function weightsOf(base: Words, revised: Words, vocabulary: number): Int32Array {
  const weights = new Int32Array(vocabulary);
  for (const words of [base, revised]) {
    for (let i = 0; i < words.count; i += 1) {
      weights[words.ids[i] ?? 0] = words.kinds[i] === tokenKind.mark ? markWeight : wordWeight;
    }
  }
  return weights;
}

/**
 * What opening a run of matches inside an edit costs, by the size of the edit in tokens of both sides. The larger an
 * edit, the more words two unrelated texts share by chance in the same order, so the more a run must bring.
 */
export function openingCost(size: number): number {
  return Math.round(wordWeight * (openingFloor + openingGrowth * Math.log2(1 + size)));
}

const openingFloor = 0.5;
const openingGrowth = 0.25;
