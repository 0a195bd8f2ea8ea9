import type { Comparison, TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf, type Words } from "#core/text/words.ts";

/** A comparison made ready for carrying many ranges: for each word of the base, where it stands in the revised. */
export interface CarryIndex {
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
  /** From the first to the last of its surviving words that stand together; null where too few survive to say. */
  range: TextRange | null;
  /** 0 to 1: how likely the place is right; for null, how likely that the words are gone. */
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
  const cluster = largestCluster(places, words);
  if (!cluster || cluster.count / words < leastShare) {
    const gone = { range: null, words, keptWords: 0, strayWords: places.length, newWords: 0 };
    return { ...gone, score: words === 0 ? 0 : 1 - places.length / words };
  }
  const [from, to] = cluster.hull;
  const share = cluster.count / words;
  return {
    range: [index.revised.starts[from] ?? 0, index.revised.ends[to] ?? 0],
    score: share,
    words,
    keptWords: cluster.count,
    strayWords: places.length - cluster.count,
    newWords: to - from + 1 - cluster.count,
  };
}

/** The words that stand together: all of them if they fit about where they came from, else the largest group. */
function largestCluster(places: number[], words: number): { hull: [number, number]; count: number } | undefined {
  places.sort((x, y) => x - y);
  const [low, high] = [places[0], places[places.length - 1]];
  if (low === undefined || high === undefined) return undefined;
  if (high - low + 1 <= 2 * words + widestHole) return { hull: [low, high], count: places.length };
  let best = { hull: [low, low] as [number, number], count: 0 };
  let from = 0;
  for (let k = 1; k <= places.length; k += 1) {
    const [place, before] = [places[k], places[k - 1] ?? 0];
    if (place !== undefined && place - before <= widestHole) continue;
    if (k - from > best.count) best = { hull: [places[from] ?? 0, before], count: k - from };
    from = k;
  }
  return best;
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
