import { tokenKind, type Words } from "#core/text/words.ts";

/** What a word is worth when it is matched; everything else is measured by it. */
export const wordWeight = 16;
/** A mark alone is little, but "(5)" against "5" should hold together. Between a quarter and three quarters nothing changes. */
const markWeight = 8;

/** The worth of matching each token, by token number. */
export function weightsOf(base: Words, revised: Words, vocabulary: number): Int32Array {
  const weights = new Int32Array(vocabulary);
  for (const words of [base, revised]) {
    for (let i = 0; i < words.count; i += 1) {
      weights[words.ids[i] ?? 0] = words.kinds[i] === tokenKind.mark ? markWeight : wordWeight;
    }
  }
  return weights;
}

/** A word that is one in 2^9 is worth a word; rarer ones up to `rarest`, common ones down to `commonest`. */
const plainRarity = 9;
/** In a short text every word is rare: frequencies are those of a text of at least this many tokens. */
const smallest = 1 << 13;
const rarest = 1.3;
const commonest = 0.1;
const markRarity = 0.25;

/**
 * What each token says about where a run of words came from, by token number: "broadband" much, "the" hardly anything,
 * a mark nearly nothing. In its place a "the" is as much the same word as any; as evidence of a move it is none.
 */
export function rarityOf(base: Words, revised: Words, vocabulary: number): Int32Array {
  const counts = new Int32Array(vocabulary);
  const marks = new Uint8Array(vocabulary);
  for (const words of [base, revised]) {
    for (let i = 0; i < words.count; i += 1) {
      const id = words.ids[i] ?? 0;
      counts[id] = (counts[id] ?? 0) + 1;
      marks[id] = words.kinds[i] === tokenKind.mark ? 1 : 0;
    }
  }
  const total = Math.max(smallest, base.count + revised.count);
  return counts.map((count, id) => {
    const rarity = Math.log2(total / Math.max(2, count)) / plainRarity;
    const evidence = Math.min(rarest, Math.max(commonest, rarity));
    return Math.round(wordWeight * evidence * (marks[id] === 1 ? markRarity : 1));
  });
}

/** A word is common when it is this short, or so frequent: one in eighty, at least eight times. */
const shortWord = 3;
const frequentShare = 1 / 80;
const frequentCount = 8;

/**
 * Which tokens say nothing alone to a reader ("the", "of", "de", "в", a mark), by token number: 1 or 0. Shortness stands
 * in for a list of such words in every language; frequency finds the longer ones.
 */
export function commonWords(base: Words, revised: Words, vocabulary: number): Uint8Array {
  const common = new Uint8Array(vocabulary);
  const counts = new Int32Array(vocabulary);
  for (const words of [base, revised]) {
    for (let i = 0; i < words.count; i += 1) {
      const id = words.ids[i] ?? 0;
      counts[id] = (counts[id] ?? 0) + 1;
      const length = (words.ends[i] ?? 0) - (words.starts[i] ?? 0);
      if (words.kinds[i] === tokenKind.mark || (words.kinds[i] === tokenKind.word && length <= shortWord))
        common[id] = 1;
    }
  }
  const least = Math.max(frequentCount, frequentShare * (base.count + revised.count));
  counts.forEach((count, id) => {
    if (count >= least) common[id] = 1;
  });
  return common;
}

/** Words a run of matches must bring for each doubling of the gap it opens in. */
const openingGrowth = 0.2;

/**
 * What opening a run of matches inside an edit costs, by the size of the edit in tokens of both sides. The larger an
 * edit, the more words two unrelated texts share by chance in the same order, so the more a run must bring.
 */
export function openingCost(size: number): number {
  return Math.round(wordWeight * openingGrowth * Math.log2(1 + size));
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
  const near = islandNear * Math.log2(1 + Math.min(before, after));
  const far = islandFar * Math.log2(1 + Math.min(Math.max(before, after), farthest));
  return Math.round(wordWeight * (near + far - islandFree));
}
