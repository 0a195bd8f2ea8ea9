import { tokenKind, type Words } from "#core/text/tokens.ts";

/** What a word is worth when it is matched; everything else is measured by it. */
export const wordWeight = 16;
/** A mark alone is little, but "(5)" against "5" should hold together. Between a quarter and three quarters nothing changes. */
const markWeight = 8;

/** What is known of each word of two texts, by its number. */
export interface Vocabulary {
  /** How often it stands in both texts together. */
  counts: Int32Array;
  /** What matching it is worth. */
  weights: Int32Array;
  /** What it says about where a run of words came from: "broadband" much, "the" hardly anything, a mark nearly nothing. */
  rarity: Int32Array;
  /** 1 where it says nothing alone to a reader: "the", "of", "de", "в", a mark. */
  common: Uint8Array;
}

/** A word that is one in 2^9 is worth a word; rarer ones up to `rarest`, common ones down to `commonest`. */
const plainRarity = 9;
/** In a short text every word is rare: frequencies are those of a text of at least this many tokens. */
const smallest = 1 << 13;
const rarest = 1.3;
const commonest = 0.1;
const markRarity = 0.25;

/** A word is common when it is this short, or so frequent: one in eighty, at least eight times. */
const shortWord = 3;
const frequentShare = 1 / 80;
const frequentCount = 8;

/**
 * Weighs the words of two texts. In its place a "the" is as much the same word as any; as evidence of a move it is none.
 * Shortness stands in for a list of common words in every language; frequency finds the longer ones.
 *
 * @param size how many words the lexicon of both texts knows
 */
export function vocabularyOf(base: Words, revised: Words, size: number): Vocabulary {
  const counts = new Int32Array(size);
  const kinds = new Uint8Array(size);
  const lengths = new Int32Array(size).fill(shortWord + 1);
  for (const { count, ids, kinds: kindsOf, starts, ends } of [base, revised]) {
    for (let i = 0; i < count; i += 1) {
      const id = ids[i] ?? 0;
      counts[id] = (counts[id] ?? 0) + 1;
      kinds[id] = kindsOf[i] ?? 0;
      const length = (ends[i] ?? 0) - (starts[i] ?? 0);
      if (length < (lengths[id] ?? 0)) lengths[id] = length;
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
    rarity[id] = Math.round(wordWeight * bounded * (mark ? markRarity : 1));
    const short = kind === tokenKind.word && (lengths[id] ?? 0) <= shortWord;
    if (mark || short || count >= frequent) common[id] = 1;
  }
  return { counts, weights, rarity, common };
}

/** Doublings up to a size, from a table: they are asked for every run and every gap. */
const doublings = Float64Array.from({ length: 1 << 10 }, (_, size) => Math.log2(1 + size));
function doublingsTo(size: number): number {
  return doublings[size] ?? Math.log2(1 + size);
}

/** Words a run of matches must bring for each doubling of the gap it opens in. */
const openingGrowth = 0.2;

/**
 * What opening a run of matches inside an edit costs, by the size of the edit in tokens of both sides. The larger an
 * edit, the more words two unrelated texts share by chance in the same order, so the more a run must bring.
 */
export function openingCost(size: number): number {
  return Math.round(wordWeight * openingGrowth * doublingsTo(size));
}

/** Words an island must bring for each doubling of the smaller edit beside it, and of the larger one. */
const islandNear = 0.9;
const islandFar = 0.35;
/** Words it is given: one word between two edits of a word each survives. */
const islandFree = 2.5;
/** Beyond this many tokens a larger edit beside an island says nothing more against it. */
const farthest = 1000;

/**
 * What a run must be worth to survive between two edits. Measured on drafts whose history is known: two words between
 * edits of up to seven tokens are the same words in two cases of three, three words between edits of thirty in one of
 * six. A keeper that is right less than every second time is better dropped.
 */
export function islandCost(before: number, after: number): number {
  const near = islandNear * doublingsTo(Math.min(before, after));
  const far = islandFar * doublingsTo(Math.min(Math.max(before, after), farthest));
  return Math.round(wordWeight * (near + far - islandFree));
}
