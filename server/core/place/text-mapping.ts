import type { Candidates, Change, ClausePair, Comparison, TextRange } from "#core/compare/comparison.ts";
import { type Clause, clauseById, type VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { sectionEnd } from "#core/text/section.ts";
import { tokenKind, type Words, wordsOf } from "#core/text/tokens.ts";

/**
 * A text mapping: a comparison of two versions, prepared so that any number of targets can be carried over it. It is
 * built once per pair of versions.
 */
export interface TextMapping {
  base: VersionText;
  revised: VersionText;
  /** The position of each base word in the revised version. */
  words: CarryIndex;
  /** The pair of each base clause, by the clause's id. */
  pairs: ReadonlyMap<string, ClausePair>;
  /** Likely counterparts of each base clause that has none, by the clause's id. */
  candidates: ReadonlyMap<string, Candidates>;
  /** Options that were not chosen, for each of their clauses without a counterpart, by the clause's id. */
  passedOver: ReadonlyMap<string, PassedOver>;
  /** The first clauses of the options that became a text. */
  chosen: ReadonlySet<string>;
  /** Changes that replace text by other text, without moves, in base order. */
  replacements: readonly Change[];
}

/** An option that was not chosen, and the text that was. */
interface PassedOver {
  /** Id of the option's first clause; null for the clause that had only options as its text. */
  option: string | null;
  /** Citation of the option that was chosen; null if all options gave way to a new text. */
  chosen: string | null;
  /** The clauses of the revised text that have its text, in order. */
  text: readonly string[];
  /** 0 to 1: the probability that the option became this text. */
  score: number;
}

/** Builds the text mapping from base to revised out of their comparison. */
export function textMappingOf(base: VersionText, revised: VersionText, comparison: Comparison): TextMapping {
  const pairs = new Map<string, ClausePair>();
  for (const pair of comparison.pairs) for (const clause of pair.base) pairs.set(clause, pair);
  const replacements = comparison.changes
    .filter(({ class: kind, base, revised }) => kind !== "move" && base[0] < base[1] && revised[0] < revised[1])
    .sort((one, other) => one.base[0] - other.base[0]);
  return {
    base,
    revised,
    words: carryIndex(base, revised, comparison),
    pairs,
    candidates: new Map(comparison.candidates.map((found) => [found.base, found])),
    passedOver: passedOverIn(base, comparison, pairs),
    chosen: new Set(comparison.choices.flatMap(({ side, chosen }) => (side === "base" && chosen ? [chosen] : []))),
    replacements,
  };
}

/** Returns the clauses without a counterpart in options that were not chosen. */
function passedOverIn(
  base: VersionText,
  { choices }: Comparison,
  pairs: ReadonlyMap<string, ClausePair>,
): Map<string, PassedOver> {
  const passedOver = new Map<string, PassedOver>();
  for (const { side, opener, options, chosen, text } of choices) {
    if (side !== "base" || text.length === 0) continue;
    const sources = chosen === null ? [opener ?? ""] : clausesIn(base, chosen).map(({ id }) => id);
    const scores = sources.map((id) => pairs.get(id)?.score ?? 1);
    const citation = chosen === null ? null : (clauseById(base, chosen)?.citation ?? "");
    const found = { chosen: citation, text, score: Math.min(...scores) };
    if (opener !== null && !pairs.get(opener)?.revised.length) passedOver.set(opener, { ...found, option: null });
    for (const option of options) {
      const without = clausesIn(base, option).filter(({ id }) => !pairs.get(id)?.revised.length);
      if (option !== chosen) for (const { id } of without) passedOver.set(id, { ...found, option });
    }
  }
  return passedOver;
}

/** Returns an option's clauses. */
function clausesIn({ clauses }: VersionText, option: string): Clause[] {
  const first = clauses.findIndex(({ id }) => id === option);
  return first < 0 ? [] : clauses.slice(first, sectionEnd(clauses, first));
}

/** Returns the change that replaced all of a range of the base text, or undefined. */
export function replacementOf({ replacements }: TextMapping, [start, end]: TextRange): Change | undefined {
  let low = 0;
  for (let high = replacements.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((replacements[middle]?.base[0] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const change = replacements[low - 1];
  return change && end <= change.base[1] ? change : undefined;
}

/** The numbers of the words of a range: the first one, and the one after the last. */
export function wordNumbers({ starts, ends }: WordPlaces, [start, end]: TextRange): [first: number, next: number] {
  return [firstFrom(ends, start + 1), firstFrom(starts, end)];
}

/** A comparison indexed for mapping many ranges: for each base word, its position in the revised text. */
interface CarryIndex {
  base: WordPlaces;
  revised: WordPlaces;
  /** For each base word, the number of the revised word it became, or -1. */
  toRevised: Int32Array;
}

/** The words of a text without its marks, as UTF-16 offsets. */
interface WordPlaces {
  starts: Int32Array;
  ends: Int32Array;
}

/** A range of the base text, mapped to the revised text. */
export interface MappedRange {
  /**
   * From the first to the last of its surviving words that are close together; null if the location is too uncertain.
   */
  range: TextRange | null;
  /** 0 to 1: probability that the location is right; if `range` is null, probability that the text is gone. */
  score: number;
  /** Number of words in the original range. */
  words: number;
  /** Words of the original range within the range found. */
  keptWords: number;
  /** Words of the original range that survive elsewhere. */
  strayWords: number;
  /** Words within the range found that were not in the original range. */
  newWords: number;
}

/** A range counts as gone if a smaller share of its words than this survives. */
const leastShare = 0.2;
/** Surviving words more than this many words apart belong to different locations. */
const widestHole = 20;
/**
 * A location with a lower probability than this is rejected. A comment in the wrong place is worse than one that waits
 * for a person. This loses a third of a percentage point of right locations and avoids a full point of wrong ones.
 */
const leastScore = 0.6;
/** See `confidence`. */
const weights = { bias: -0.9, share: 2.9, neighbours: 3.8, lostAtEnds: -1, newWords: -2.7 };
/**
 * Words examined on either side of a range, and the distance from its location (in addition to its length) that still
 * counts as near.
 */
const neighbourhood = 12;
const nearPlace = 60;

/** Builds the index that `carryRange` reads, once per comparison. */
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
 * Maps a range of the base text to the revised text by the word map alone. A search for similar text elsewhere would
 * find locations for deleted words. A comment in the wrong place is worse than one that waits for a person.
 */
export function carryRange(index: CarryIndex, [start, end]: TextRange): MappedRange {
  const first = firstFrom(index.base.ends, start + 1);
  const positions: number[] = [];
  const lone = new Set<number>();
  let words = 0;
  for (let word = first; word < index.base.starts.length && (index.base.starts[word] ?? 0) < end; word += 1) {
    words += 1;
    const position = index.toRevised[word] ?? -1;
    if (position < 0) continue;
    positions.push(position);
    if (index.toRevised[word - 1] !== position - 1 && index.toRevised[word + 1] !== position + 1) lone.add(position);
  }
  const survivors = positions.length;
  const cluster = largestCluster(positions, words, (position) => lone.has(position));
  if (!cluster || cluster.count / words < leastShare) {
    const score = words === 0 ? 0 : 1 - survivors / words;
    return { range: null, score, words, keptWords: 0, strayWords: survivors, newWords: 0 };
  }
  const [from, to] = cluster.hull;
  const newWords = to - from + 1 - cluster.count;
  const score = confidence(index, { first, words }, cluster, newWords);
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

/** A run of the base's words: the number of the first one, and their count. */
interface WordRange {
  first: number;
  words: number;
}

/** Surviving words of a range that are close together. */
interface Cluster {
  /** Numbers of the first and the last word. */
  hull: [number, number];
  count: number;
}

/**
 * Returns the probability that a location is right. It depends on:
 *
 * - the share of words that survived;
 * - how many words around the range are also near the location;
 * - the words missing at the ends, because the location may then end a few words off;
 * - the words inserted within it.
 *
 * The weights come from a logistic regression on 8,000 ranges of drafts with a known history. Leaving out a whole
 * document and testing on it gives the same calibration.
 */
function confidence(index: CarryIndex, { first, words }: WordRange, cluster: Cluster, newWords: number): number {
  const { toRevised } = index;
  const isDeleted = (word: number): boolean => {
    const position = toRevised[word] ?? -1;
    return position < cluster.hull[0] || position > cluster.hull[1];
  };
  let lost = 0;
  for (let k = 0; k < words && isDeleted(first + k); k += 1) lost += 1;
  for (let k = words - 1; k >= 0 && isDeleted(first + k); k -= 1) lost += 1;
  const share = cluster.count / words;
  const evidence =
    weights.bias +
    weights.share * share +
    weights.neighbours * neighbours(toRevised, { first, words }, cluster.hull) +
    weights.lostAtEnds * (lost / words) +
    weights.newWords * (newWords / (newWords + cluster.count));
  return 1 / (1 + Math.exp(-evidence));
}

/** Returns the share of the words around a range that are also near its location; 1 if there are none. */
function neighbours(
  toRevised: Int32Array,
  { first, words }: WordRange,
  [low, high]: readonly [number, number],
): number {
  const near = words + nearPlace;
  const middle = (low + high) / 2;
  let [checked, found] = [0, 0];
  for (let k = 1; k <= neighbourhood; k += 1) {
    for (const word of [first - k, first + words - 1 + k]) {
      const position = toRevised[word];
      if (position === undefined) continue;
      checked += 1;
      if (position >= 0 && Math.abs(position - middle) < near) found += 1;
    }
  }
  return checked === 0 ? 1 : found / checked;
}

/**
 * Returns the surviving words that belong together: all of them if they span little more than the original range,
 * otherwise the largest group.
 */
function largestCluster(
  positions: number[],
  words: number,
  isLone: (position: number) => boolean,
): Cluster | undefined {
  positions.sort((x, y) => x - y);
  const [low, high] = [positions[0], positions[positions.length - 1]];
  if (low === undefined || high === undefined) return undefined;
  if (high - low + 1 <= 2 * words + widestHole) return withoutStragglers(positions, isLone);
  let best: Cluster = { hull: [low, low], count: 0 };
  let from = 0;
  for (let k = 1; k <= positions.length; k += 1) {
    const [position, before] = [positions[k], positions[k - 1] ?? 0];
    if (position !== undefined && position - before <= widestHole) continue;
    if (k - from > best.count) best = { hull: [positions[from] ?? 0, before], count: k - from };
    from = k;
  }
  return best;
}

/** A lone word with more than this many inserted words between it and the others does not belong to them. */
const widestToLone = 6;

/**
 * Leaves out a word at either end that is kept alone and far from the others. Otherwise the placement would span text
 * that is new.
 */
function withoutStragglers(positions: readonly number[], isLone: (position: number) => boolean): Cluster {
  let [from, to] = [0, positions.length - 1];
  const at = (index: number): number => positions[index] ?? 0;
  const isFar = (index: number): boolean => at(index) - at(index - 1) - 1 > widestToLone;
  if (to - from >= 2 && isFar(from + 1) && isLone(at(from))) from += 1;
  if (to - from >= 2 && isFar(to) && isLone(at(to))) to -= 1;
  return { hull: [at(from), at(to)], count: to - from + 1 };
}

/** Counts the words that begin within a range of one side's text. */
export function wordsWithin({ starts }: WordPlaces, [start, end]: TextRange): number {
  return firstFrom(starts, end) - firstFrom(starts, start);
}

/** Returns the index of the first number, in ascending order, that is at least `least`. */
export function firstFrom(numbers: Int32Array, least: number): number {
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
