import type { ClausePair, Comparison, TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, type Words, wordsOf } from "#core/text/tokens.ts";

/** A comparison of two versions made ready to carry any number of targets over it. Built once for a pair of versions. */
export interface Carriage {
  base: VersionText;
  revised: VersionText;
  /** Where each word of the base stands in the revised. */
  words: CarryIndex;
  /** What became of each clause of the base, by its id. */
  pairs: ReadonlyMap<string, ClausePair>;
}

/** The carriage from the base to the revised that a comparison of the two makes. */
export function carriageOf(base: VersionText, revised: VersionText, comparison: Comparison): Carriage {
  const pairs = new Map<string, ClausePair>();
  for (const pair of comparison.pairs) for (const clause of pair.base) pairs.set(clause, pair);
  return { base, revised, words: carryIndex(base, revised, comparison), pairs };
}

/** A comparison made ready for carrying many ranges: for each word of the base, where it stands in the revised. */
interface CarryIndex {
  base: WordPlaces;
  revised: WordPlaces;
  /** For each base word the number of the revised word it became, or -1. */
  toRevised: Int32Array;
}

/** The words of a text, marks left out, by their UTF-16 offsets. */
interface WordPlaces {
  starts: Int32Array;
  ends: Int32Array;
}

/** Where a run of the base's text stands in the revised. */
export interface CarriedRange {
  /** From the first to the last of its surviving words that stand together; null where that is not sure enough. */
  range: TextRange | null;
  /** 0 to 1: how likely the place is right; for null, how likely that the range has no place. */
  score: number;
  /** Words in the range. */
  words: number;
  /** Those of them that stand in the place found. */
  keptWords: number;
  /** Those that survive elsewhere. */
  strayWords: number;
  /** Words in the place found that were not in the range. */
  newWords: number;
}

/** A range is gone when less than this share of its words survives. */
const leastShare = 0.2;
/** Surviving words further apart than this many words belong to different places. */
const widestHole = 20;
/**
 * A place less likely right than this is given up: a comment in a wrong place is worse than one that waits for a person.
 * Giving these up costs a third of a point of right places and saves a point of wrong ones.
 */
const leastScore = 0.6;
/** See `confidence`. */
const weights = { bias: -0.9, share: 2.9, neighbours: 3.8, lostAtEnds: -1, newWords: -2.7 };
/** Words asked on either side of a range, and how far from its place (besides its length) they still stand near it. */
const neighbourhood = 12;
const nearPlace = 60;

/** Builds what `carryRange` reads, once per comparison. */
export function carryIndex(base: VersionText, revised: VersionText, comparison: Comparison): CarryIndex {
  const lexicon = new Lexicon();
  const [from, to] = [wordPlaces(wordsOf(base, lexicon)), wordPlaces(wordsOf(revised, lexicon))];
  const toRevised = new Int32Array(from.starts.length).fill(-1);
  let word = 0;
  for (const [start, end, target] of comparison.kept) {
    while (word < from.starts.length && (from.starts[word] ?? 0) < start) word += 1;
    let other = firstFrom(to.starts, target);
    for (; word < from.starts.length && (from.ends[word] ?? 0) <= end; word += 1) {
      toRevised[word] = other;
      other += 1;
    }
  }
  return { base: from, revised: to, toRevised };
}

/**
 * Carries a run of the base's text to the revised by the word map alone. Looking for similar text elsewhere would find
 * places for words that are gone, and a comment in a wrong place is worse than one that waits for a person.
 */
export function carryRange(index: CarryIndex, [start, end]: TextRange): CarriedRange {
  const first = firstFrom(index.base.ends, start + 1);
  const places: number[] = [];
  let words = 0;
  for (let word = first; word < index.base.starts.length && (index.base.starts[word] ?? 0) < end; word += 1) {
    words += 1;
    const place = index.toRevised[word] ?? -1;
    if (place >= 0) places.push(place);
  }
  const survivors = places.length;
  const cluster = largestCluster(places, words);
  if (!cluster || cluster.count / words < leastShare) {
    const score = words === 0 ? 0 : 1 - survivors / words;
    return { range: null, score, words, keptWords: 0, strayWords: survivors, newWords: 0 };
  }
  const [from, to] = cluster.hull;
  const newWords = to - from + 1 - cluster.count;
  const score = confidence(index, first, words, cluster, newWords);
  if (score < leastScore) {
    return { range: null, score: 1 - score, words, keptWords: 0, strayWords: survivors, newWords: 0 };
  }
  return {
    range: [index.revised.starts[from] ?? 0, index.revised.ends[to] ?? 0],
    score,
    words,
    keptWords: cluster.count,
    strayWords: survivors - cluster.count,
    newWords,
  };
}

/** The surviving words of a range that stand together. */
interface Cluster {
  /** The first and the last, by number. */
  hull: [number, number];
  count: number;
}

/**
 * How likely a place is right: by the share of words that survived, by how many neighbours of the range stand near the
 * place too, by what is missing at the ends (the place may then end a few words off), and by what came in between.
 * The weights are a logistic regression on eight thousand runs of drafts whose history is known; leaving a whole
 * document out and asking about it gives the same calibration.
 */
function confidence(index: CarryIndex, first: number, words: number, cluster: Cluster, newWords: number): number {
  const { toRevised } = index;
  const isGone = (word: number): boolean => {
    const place = toRevised[word] ?? -1;
    return place < cluster.hull[0] || place > cluster.hull[1];
  };
  let lost = 0;
  for (let k = 0; k < words && isGone(first + k); k += 1) lost += 1;
  for (let k = words - 1; k >= 0 && isGone(first + k); k -= 1) lost += 1;
  const share = cluster.count / words;
  const evidence =
    weights.bias +
    weights.share * share +
    weights.neighbours * neighbours(toRevised, first, words, cluster.hull) +
    weights.lostAtEnds * (lost / words) +
    weights.newWords * (newWords / (newWords + cluster.count));
  return 1 / (1 + Math.exp(-evidence));
}

/** The share of the words around a range that stand near its place, of those there are. */
function neighbours(
  toRevised: Int32Array,
  first: number,
  words: number,
  [low, high]: readonly [number, number],
): number {
  const near = words + nearPlace;
  const middle = (low + high) / 2;
  let [asked, found] = [0, 0];
  for (let k = 1; k <= neighbourhood; k += 1) {
    for (const word of [first - k, first + words - 1 + k]) {
      const place = toRevised[word];
      if (place === undefined) continue;
      asked += 1;
      if (place >= 0 && Math.abs(place - middle) < near) found += 1;
    }
  }
  return asked === 0 ? 1 : found / asked;
}

/** The words that stand together: all of them if they fit about where they came from, else the largest group. */
function largestCluster(places: number[], words: number): Cluster | undefined {
  places.sort((x, y) => x - y);
  const [low, high] = [places[0], places[places.length - 1]];
  if (low === undefined || high === undefined) return undefined;
  if (high - low + 1 <= 2 * words + widestHole) return { hull: [low, high], count: places.length };
  let best: Cluster = { hull: [low, low], count: 0 };
  let from = 0;
  for (let k = 1; k <= places.length; k += 1) {
    const [place, before] = [places[k], places[k - 1] ?? 0];
    if (place !== undefined && place - before <= widestHole) continue;
    if (k - from > best.count) best = { hull: [places[from] ?? 0, before], count: k - from };
    from = k;
  }
  return best;
}

/** How many words begin in a stretch of a side's text. */
export function wordsWithin({ starts }: WordPlaces, [start, end]: TextRange): number {
  return firstFrom(starts, end) - firstFrom(starts, start);
}

/** The first index whose number is at least `least`, in ascending numbers. */
function firstFrom(numbers: Int32Array, least: number): number {
  let low = 0;
  for (let high = numbers.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}

function wordPlaces(words: Words): WordPlaces {
  const starts: number[] = [];
  const ends: number[] = [];
  for (let i = 0; i < words.count; i += 1) {
    if (words.kinds[i] === tokenKind.mark) continue;
    starts.push(words.starts[i] ?? 0);
    ends.push(words.ends[i] ?? 0);
  }
  return { starts: Int32Array.from(starts), ends: Int32Array.from(ends) };
}
