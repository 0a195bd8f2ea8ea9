import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf } from "#core/text/tokens.ts";

/** The words of one clause: word ids in the index's lexicon, and UTF-16 offsets into the version's text. */
interface ClauseWords {
  /** Number of the first word, counted from the beginning of the version. */
  first: number;
  ids: Int32Array;
  starts: Int32Array;
  ends: Int32Array;
}

/** The words of a version by clause, indexed for search. */
export interface WordIndex {
  clauses: readonly ClauseWords[];
  /** Limit of the word ids in the clauses. Ids of words that no clause has may exceed it. */
  idLimit: number;
  /** Indexes of the clauses that contain a word, by word id. */
  holders: ReadonlyMap<number, readonly number[]>;
  /** Converts another text to word ids of this index. */
  idsOf: (text: string) => number[];
  /** The significance of a shared word: lowest for a word in every clause, highest for a word in none. */
  weightOf: (word: number) => number;
}

const indexes = new WeakMap<VersionText, WordIndex>();

/** Returns the index of a version. It is built on first use and cached as long as the version's text exists. */
export function wordIndexOf(version: VersionText): WordIndex {
  const known = indexes.get(version);
  if (known) return known;
  const lexicon = new Lexicon();
  const words = wordsOf(version, lexicon);
  const holders = new Map<number, number[]>();
  let count = 0;
  const clauses = version.clauses.map((_clause, index): ClauseWords => {
    const kept: number[] = [];
    for (let word = words.firsts[index] ?? 0; word < (words.firsts[index + 1] ?? 0); word += 1) {
      if (words.kinds[word] !== tokenKind.mark) kept.push(word);
    }
    const ids = Int32Array.from(kept, (word) => words.ids[word] ?? 0);
    for (const id of new Set(ids)) {
      const holding = holders.get(id);
      if (holding) holding.push(index);
      else holders.set(id, [index]);
    }
    const first = count;
    count += ids.length;
    return {
      first,
      ids,
      starts: Int32Array.from(kept, (word) => words.starts[word] ?? 0),
      ends: Int32Array.from(kept, (word) => words.ends[word] ?? 0),
    };
  });
  const weights: number[] = [];
  const index: WordIndex = {
    clauses,
    idLimit: [...holders.keys()].reduce((limit, id) => Math.max(limit, id + 1), 0),
    holders,
    idsOf: (text) => {
      const whole = { ...nowhere, end: text.length };
      const own = wordsOf({ text, language: version.language, clauses: [whole] }, lexicon);
      return Array.from(own.ids).filter((_id, word) => own.kinds[word] !== tokenKind.mark);
    },
    weightOf: (word) => {
      const known = weights[word];
      if (known !== undefined) return known;
      const weight = Math.log(1 + clauses.length / (1 + (holders.get(word)?.length ?? 0)));
      weights[word] = weight;
      return weight;
    },
  };
  indexes.set(version, index);
  return index;
}

const nowhere = { id: "", kind: "paragraph", label: null, citation: "", depth: 0, start: 0 } as const;

/** Number of the wanted words, rarest first, used to find clauses. Frequent words are in too many clauses to help. */
const maxWordsTried = 12;
/** Maximum length of a run in words: a multiple of the number of wanted words, plus a few words. */
const longest = { times: 2, more: 8 };

/** The words of a clause that are most similar to the wanted words. */
export interface LikeRun {
  /** Index of the clause. */
  clause: number;
  /** Numbers of the first and last word, counted in the clause. */
  from: number;
  to: number;
  /** Similarity from 0 to 1: the Dice coefficient, in which rare words count for more. */
  score: number;
  /** Number of wanted words in the run. */
  shared: number;
}

/**
 * Finds the run that is most similar to the wanted words in each clause with any of the rarest of them, in text order.
 * Leaves out clauses below the minimum similarity. With `counted`, a word of the version can only be shared if its entry
 * is not 0.
 */
export function likeRuns(index: WordIndex, wanted: readonly number[], least: number, counted?: Uint8Array): LikeRun[] {
  const sought = soughtWords(index, wanted);
  return clausesToSearch(index, wanted).flatMap((clause) => {
    const words = clauseWords(index, clause, sought, counted);
    if (mostAlike(words, sought) < least) return [];
    const run = likeRun(words, sought, least);
    return run.score < least ? [] : [{ clause, ...run }];
  });
}

/** The different wanted words with their numbers, weights and occurrences, and the weight of all. */
interface Sought {
  /** The number of each word among the wanted ones, or -1, by word id. */
  numbers: Int32Array;
  weights: Float64Array;
  occurrences: Int32Array;
  weight: number;
  /** Maximum length of a run. */
  limit: number;
}

function soughtWords(index: WordIndex, wanted: readonly number[]): Sought {
  const different = [...new Set(wanted)];
  const numbers = new Int32Array(index.idLimit).fill(-1);
  different.forEach((word, number) => {
    if (word < index.idLimit) numbers[word] = number;
  });
  const counts = new Map<number, number>();
  for (const word of wanted) counts.set(word, (counts.get(word) ?? 0) + 1);
  return {
    numbers,
    weights: Float64Array.from(different, (word) => index.weightOf(word)),
    occurrences: Int32Array.from(different, (word) => counts.get(word) ?? 0),
    weight: wanted.reduce((sum, word) => sum + index.weightOf(word), 0),
    limit: longest.times * wanted.length + longest.more,
  };
}

/** Returns the indexes of the clauses that contain any of the rarest wanted words. */
function clausesToSearch(index: WordIndex, wanted: readonly number[]): number[] {
  const rarest = [...new Set(wanted)]
    .filter((word) => index.holders.has(word))
    .sort((one, other) => index.weightOf(other) - index.weightOf(one))
    .slice(0, maxWordsTried);
  const clauses = new Set<number>();
  for (const word of rarest) for (const clause of index.holders.get(word) ?? []) clauses.add(clause);
  return [...clauses].sort((one, other) => one - other);
}

/** The words of a clause: the number of each among the wanted ones, or -1, and the weight of each. */
interface WantedWords {
  numbers: Int32Array;
  weights: Float64Array;
}

function clauseWords(
  index: WordIndex,
  clause: number,
  { numbers }: Sought,
  counted: Uint8Array | undefined,
): WantedWords {
  const { ids, first } = index.clauses[clause] ?? { ids: new Int32Array(), first: 0 };
  const found = new Int32Array(ids.length).fill(-1);
  for (let word = 0; word < ids.length; word += 1) {
    if (counted?.[first + word] !== 0) found[word] = numbers[ids[word] ?? -1] ?? -1;
  }
  return { numbers: found, weights: weightsOf(index)[clause] ?? new Float64Array() };
}

const knownWeights = new WeakMap<WordIndex, readonly Float64Array[]>();

/** Returns the weight of every word, by clause. */
function weightsOf(index: WordIndex): readonly Float64Array[] {
  const found = knownWeights.get(index);
  if (found) return found;
  const weights = index.clauses.map(({ ids }) => Float64Array.from(ids, (id) => index.weightOf(id)));
  knownWeights.set(index, weights);
  return weights;
}

/** Returns a limit to the similarity of any run of a clause, from its words regardless of their order. */
function mostAlike(words: WantedWords, { weights, occurrences, weight }: Sought): number {
  const left = occurrences.slice();
  let shared = 0;
  for (const number of words.numbers) {
    if (number < 0 || left[number] === 0) continue;
    left[number] = (left[number] ?? 0) - 1;
    shared += weights[number] ?? 0;
  }
  // A rounding error must not exclude a clause.
  return (2 * shared) / (weight + shared) + 1e-9;
}

function likeRun(words: WantedWords, sought: Sought, least: number): Omit<LikeRun, "clause"> {
  const { numbers } = words;
  let best = { from: 0, to: 0, score: 0, shared: 0 };
  for (let from = 0; from < numbers.length; from += 1) {
    if ((numbers[from] ?? -1) < 0) continue;
    const left = sought.occurrences.slice();
    // A longer run cannot be more similar than the best one, even if it has all of the wanted words.
    const heaviest = (2 * sought.weight) / Math.max(best.score, least) - sought.weight;
    let [shared, sharedWeight, weight] = [0, 0, 0];
    for (let to = from; to < numbers.length && to - from < sought.limit && weight <= heaviest; to += 1) {
      const number = numbers[to] ?? -1;
      weight += words.weights[to] ?? 0;
      if (number < 0 || left[number] === 0) continue;
      left[number] = (left[number] ?? 0) - 1;
      shared += 1;
      sharedWeight += sought.weights[number] ?? 0;
      const score = Math.min(1, (2 * sharedWeight) / (sought.weight + weight));
      if (score > best.score) best = { from, to, score, shared };
    }
  }
  return best;
}
