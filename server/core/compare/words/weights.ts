import { isObjectHash } from "#core/text/object-kind.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** The worth of a matched word; all other weights are relative to it. */
export const wordWeight = 16;
/**
 * A mark alone is worth little, but "(5)" and "5" should stay together. Any value from a quarter to three quarters of a
 * word gives the same results.
 */
const markWeight = 8;

/** Properties of each word of two texts, by word number. */
export interface Vocabulary {
  /** Number of occurrences in both texts together. */
  counts: Int32Array;
  /** The worth of matching it. */
  weights: Int32Array;
  /**
   * Its value as evidence for the origin of a run: high for "broadband", very low for "the", almost zero for a mark.
   */
  rarity: Int32Array;
  /** 1 if it means nothing to a reader by itself: "the", "of", "de", "в", a mark. */
  common: Uint8Array;
  /** 1 if it is the hash of a picture or another object. */
  hashes: Uint8Array;
}

/**
 * A word with a frequency of one in 2^9 has the rarity of a plain word. Rarer words have up to `rarest`, common ones
 * down to `commonest`.
 */
const plainRarity = 9;
/** Every word is rare in a short text, so frequencies assume a text of at least this many tokens. */
const smallest = 1 << 13;
const rarest = 1.3;
const commonest = 0.1;
const markRarity = 0.25;
/** The hash of a picture is evidence enough for a move by itself, in matched words. */
const hashRarity = 8;

/**
 * A word is common if it has at most this many characters, or if it is frequent: one in eighty, and at least eight
 * times.
 */
const shortWord = 3;
const frequentShare = 1 / 80;
const frequentCount = 8;

/**
 * Computes the weights of the words of two texts. An unmoved "the" is as valuable a match as any word, but it is no
 * evidence of a move. Short length replaces a list of common words for every language; frequency finds the longer ones.
 *
 * @param size number of words in the lexicon of both texts
 */
export function vocabularyOf(base: Words, revised: Words, size: number): Vocabulary {
  const counts = new Int32Array(size);
  const kinds = new Uint8Array(size);
  const lengths = new Int32Array(size).fill(shortWord + 1);
  const hashes = new Uint8Array(size);
  for (const { text, count, ids, kinds: kindsOf, starts, ends } of [base, revised]) {
    for (let i = 0; i < count; i += 1) {
      const id = ids[i] ?? 0;
      counts[id] = (counts[id] ?? 0) + 1;
      kinds[id] = kindsOf[i] ?? 0;
      const [start, end] = [starts[i] ?? 0, ends[i] ?? 0];
      if (end - start < (lengths[id] ?? 0)) lengths[id] = end - start;
      if (isObjectHash(text, start, end)) hashes[id] = 1;
    }
  }
  const total = base.count + revised.count;
  const frequent = Math.max(frequentCount, frequentShare * total);
  const weights = new Int32Array(size);
  const rarity = new Int32Array(size);
  const common = new Uint8Array(size);
  for (let id = 0; id < size; id += 1) {
    const [kind, count] = [kinds[id], counts[id] ?? 0];
    const mark = kind === tokenKind.mark;
    weights[id] = mark ? markWeight : wordWeight;
    const evidence = Math.log2(Math.max(smallest, total) / Math.max(2, count)) / plainRarity;
    const bounded = Math.min(rarest, Math.max(commonest, evidence));
    rarity[id] = hashes[id] ? wordWeight * hashRarity : Math.round(wordWeight * bounded * (mark ? markRarity : 1));
    const short = kind === tokenKind.word && (lengths[id] ?? 0) <= shortWord;
    if (mark || short || count >= frequent) common[id] = 1;
  }
  return { counts, weights, rarity, common, hashes };
}

/** Table of the number of doublings up to a size, because it is needed for every run and every gap. */
const doublings = Float64Array.from({ length: 1 << 10 }, (_, size) => Math.log2(1 + size));
function doublingsTo(size: number): number {
  return doublings[size] ?? Math.log2(1 + size);
}

/** Number of words that a run of matches must contribute for each doubling of the gap it opens in. */
const openingGrowth = 0.2;

/**
 * Returns the cost of opening a run of matches inside an edit, by the edit's size in tokens of both sides. In a larger
 * edit, two unrelated texts share more words in the same order by chance, so a run must contribute more.
 */
export function openingCost(size: number): number {
  return Math.round(wordWeight * openingGrowth * doublingsTo(size));
}

/**
 * Number of words that an island must contribute for each doubling of the smaller edit beside it, and of the larger
 * one.
 */
const islandNear = 0.9;
const islandFar = 0.35;
/** Number of words deducted from the cost, so that one word survives between two edits of one word each. */
const islandFree = 2.5;
/** Above this size in tokens, the larger edit beside an island adds no further cost. */
const farthest = 1000;

/**
 * Returns the worth that a run needs to survive between two edits. Measured on drafts with a known history: two words
 * between edits of up to seven tokens are the same words in two of three cases. Three words between edits of thirty are
 * the same in one of six. A run that is right less than half of the time is better dropped.
 */
export function islandCost(before: number, after: number): number {
  const near = islandNear * doublingsTo(Math.min(before, after));
  const far = islandFar * doublingsTo(Math.min(Math.max(before, after), farthest));
  return Math.round(wordWeight * (near + far - islandFree));
}
