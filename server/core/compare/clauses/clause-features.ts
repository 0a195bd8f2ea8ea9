import type { ComparedWords } from "#core/compare/compared-texts.ts";
import { noNumber, PairNumbers } from "#core/compare/clauses/pair-evidence.ts";
import { Arena } from "#core/compare/words/scratch-arrays.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** One of the two compared texts. */
export type Side = "base" | "revised";

/** Indexes of clauses of each text. */
export type ClausesBySide = Readonly<Record<Side, readonly number[]>>;

/** For each feature, where its clauses begin in the list of clauses that have a feature. */
interface Index {
  starts: Int32Array;
  clauses: Int32Array;
}

/** Which clause has which feature: a feature, a clause that has it, and so on. */
type Uses = Int32Array;

/** The features of one clause. */
interface FoundFeatures {
  /** The numbered ones, one for each occurrence. */
  numbered: Int32Array;
  /** The summed squares of the weights of all others. */
  otherSquare: number;
}

/**
 * Letters of a word that count. Cutting words is nearly as good as stemming them, in every language that inflects at
 * the end (McNamee and Mayfield, "Character N-Gram Tokenization for European Language Text Retrieval", Information
 * Retrieval 7, 2004).
 */
const stemLength = 5;
/** Weight of two neighbouring words, relative to one word. */
const neighboursWeight = 0.7;
/** Assumed number of clauses with a feature that no open clause has. */
const clausesOfOther = 2;
/** Bits of the filter that tells at once that a feature is not in the table. */
const filterBits = 1 << 18;

/**
 * The features of clauses: words cut to their first letters, and neighbouring pairs of those. Only features of open
 * clauses are known, those whose counterparts are looked for. Of these, the ones that more than one clause has, or that
 * a clause repeats, are numbered.
 */
export class ClauseFeatures {
  /** Number of clauses of both texts that have a numbered feature. */
  readonly holders: Int32Array;
  /** Weight of each numbered feature that occurs once in a clause. */
  readonly rarity: Float64Array;
  /** The clauses of each text that have a numbered feature. */
  readonly index: Record<Side, Index>;
  readonly #words: ComparedWords;
  /** Number of clauses of both texts. */
  readonly #total: number;
  /** The stem of each word of an open clause, by word number; `none` for other words. */
  readonly #stems: Int32Array;
  /** 1 for a stem that says something by itself: of a word that is not common. Common words count in pairs only. */
  readonly #telling: Uint8Array;
  /** Number of stems, which are the first features. */
  readonly #singles: number;
  /** The features of two stems, after the others. */
  readonly #pairs: PairNumbers;
  /** The features of each open clause, one for each occurrence. */
  readonly #occurrences: Record<Side, Map<number, Int32Array>> = { base: new Map(), revised: new Map() };
  readonly #arena = new Arena(Int32Array);
  readonly #filter = new Int32Array(filterBits >> 5);
  /** The number of each feature, or `alone`. */
  readonly #numbers: Int32Array;

  constructor(words: ComparedWords, open: ClausesBySide) {
    this.#words = words;
    this.#total = words.base.firsts.length + words.revised.firsts.length - 2;
    this.#stems = new Int32Array(words.vocabulary.counts.length).fill(none);
    this.#telling = new Uint8Array(words.vocabulary.counts.length);
    const stems = new Map<string, number>();
    for (const side of sides) for (const clause of open[side]) this.#readStems(words[side], clause, stems);
    this.#singles = stems.size;
    this.#pairs = new PairNumbers(this.#singles, wordsIn(words.base, open.base) + wordsIn(words.revised, open.revised));
    for (const side of sides) for (const clause of open[side]) this.#readPairs(side, clause);
    const { holders, numbers, uses } = this.#numberFeatures();
    this.#numbers = numbers;
    this.holders = holders;
    this.index = {
      base: indexOf(uses.base, numbers, holders.length),
      revised: indexOf(uses.revised, numbers, holders.length),
    };
    this.rarity = new Float64Array(holders.length);
    for (let feature = 0; feature < numbers.length; feature += 1) {
      const number = numbers[feature] ?? 0;
      if (number !== alone) this.rarity[number] = this.#weightOf(feature, holders[number] ?? 0);
    }
  }

  #readStems(words: Words, clause: number, stems: Map<string, number>): void {
    const { common } = this.#words.vocabulary;
    for (let at = words.firsts[clause] ?? 0; at < (words.firsts[clause + 1] ?? 0); at += 1) {
      const id = words.ids[at] ?? 0;
      if (this.#stems[id] !== none) continue;
      if (words.kinds[at] === tokenKind.mark) {
        this.#stems[id] = mark;
        continue;
      }
      const letters = words.text.slice(words.starts[at], words.ends[at]).toLowerCase().slice(0, stemLength);
      const stem = stems.get(letters) ?? stems.size;
      stems.set(letters, stem);
      this.#stems[id] = stem;
      // Ideographs count, because few words have more than two.
      if (common[id] === 0 || words.text.charCodeAt(words.starts[at] ?? 0) >= firstIdeograph) this.#telling[stem] = 1;
    }
  }

  #readPairs(side: Side, clause: number): void {
    const { firsts, ids, kinds } = this.#words[side];
    const [from, end] = [firsts[clause] ?? 0, firsts[clause + 1] ?? 0];
    const features = this.#arena.take(2 * (end - from));
    let [size, before] = [0, none];
    for (let at = from; at < end; at += 1) {
      if (kinds[at] === tokenKind.mark) continue;
      const stem = this.#stems[ids[at] ?? 0] ?? 0;
      if (this.#telling[stem] === 1) features[size++] = stem;
      if (before !== none) {
        features[size++] = this.#pairs.add(before, stem);
        const bit = filterBit(before, stem);
        this.#filter[bit >> 5] = (this.#filter[bit >> 5] ?? 0) | (1 << (bit & 31));
      }
      before = stem;
    }
    this.#occurrences[side].set(clause, features.subarray(0, size));
  }

  /**
   * Finds the features of every clause of both texts, and numbers those that more than one clause has or that a clause
   * repeats. All others are `alone`.
   */
  #numberFeatures(): { holders: Int32Array; numbers: Int32Array; uses: Record<Side, Uses> } {
    const size = this.#singles + this.#pairs.size;
    const [all, numbers] = [new Int32Array(size), new Int32Array(size).fill(alone)];
    const uses = { base: this.#readUses("base", all, numbers), revised: this.#readUses("revised", all, numbers) };
    let count = 0;
    for (let feature = 0; feature < size; feature += 1) {
      if ((all[feature] ?? 0) > 1 || numbers[feature] === repeated) numbers[feature] = count++;
    }
    const holders = new Int32Array(count);
    for (let feature = 0; feature < size; feature += 1) {
      const number = numbers[feature] ?? 0;
      if (number !== alone) holders[number] = all[feature] ?? 0;
    }
    return { holders, numbers, uses };
  }

  /** Lists which clause of a text has which feature, and counts them. Reads every token, so it avoids calls. */
  #readUses(side: Side, holders: Int32Array, numbers: Int32Array): Uses {
    const { ids, firsts } = this.#words[side];
    const [stems, telling, pairs, filter] = [this.#stems, this.#telling, this.#pairs, this.#filter];
    const occurrences = this.#occurrences[side];
    const last = new Int32Array(holders.length).fill(none);
    let [used, size] = [new Int32Array(1 << 14), 0];
    for (let clause = 0; clause + 1 < firsts.length; clause += 1) {
      const [from, end] = [firsts[clause] ?? 0, firsts[clause + 1] ?? 0];
      if (size + 4 * (end - from) > used.length) used = longer(used, size + 4 * (end - from));
      const known = occurrences.get(clause);
      if (known) {
        for (const feature of known) {
          if (last[feature] === clause) {
            numbers[feature] = repeated;
            continue;
          }
          last[feature] = clause;
          holders[feature] = (holders[feature] ?? 0) + 1;
          used[size++] = feature;
          used[size++] = clause;
        }
        continue;
      }
      let before = none;
      for (let at = from; at < end; at += 1) {
        const stem = stems[ids[at] ?? 0] ?? none;
        if (stem < 0) {
          if (stem === none) before = none;
          continue;
        }
        if (telling[stem] === 1 && last[stem] !== clause) {
          last[stem] = clause;
          holders[stem] = (holders[stem] ?? 0) + 1;
          used[size++] = stem;
          used[size++] = clause;
        }
        if (before !== none) {
          const bit = filterBit(before, stem);
          if (((filter[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0) {
            const pair = pairs.get(before, stem);
            if (pair !== noNumber && last[pair] !== clause) {
              last[pair] = clause;
              holders[pair] = (holders[pair] ?? 0) + 1;
              used[size++] = pair;
              used[size++] = clause;
            }
          }
        }
        before = stem;
      }
    }
    return used.subarray(0, size);
  }

  /** Returns the weight of a feature that occurs once in a clause. */
  #weightOf(feature: number, holders: number): number {
    return Math.log(1 + this.#total / holders) * (feature < this.#singles ? 1 : neighboursWeight);
  }

  /** Returns the features of a clause. The caller may change the array of an open clause, and asks once. */
  of(side: Side, clause: number): FoundFeatures {
    const { occurrences, otherWords, otherPairs } = this.#occurrencesIn(side, clause);
    const other = Math.log(1 + this.#total / clausesOfOther) ** 2;
    const [word, pair] = [this.#weightOf(0, 1) ** 2, this.#weightOf(this.#singles, 1) ** 2];
    let otherSquare = other * (otherWords + otherPairs * neighboursWeight ** 2);
    let size = 0;
    for (const feature of occurrences) {
      const number = this.#numbers[feature] ?? 0;
      // Most features are of one clause alone: they make it longer, and nothing else needs them.
      if (number === alone) otherSquare += feature < this.#singles ? word : pair;
      else occurrences[size++] = number;
    }
    return { numbered: occurrences.subarray(0, size), otherSquare };
  }

  /** Returns the features of a clause, one for each occurrence, and counts the words and pairs that are no features. */
  #occurrencesIn(side: Side, clause: number): { occurrences: Int32Array; otherWords: number; otherPairs: number } {
    const known = this.#occurrences[side].get(clause);
    if (known) return { occurrences: known, otherWords: 0, otherPairs: 0 };
    const { firsts, ids, kinds } = this.#words[side];
    const [from, end] = [firsts[clause] ?? 0, firsts[clause + 1] ?? 0];
    const found = this.#arena.take(2 * (end - from));
    let [size, otherWords, otherPairs, before] = [0, 0, 0, nothing];
    for (let at = from; at < end; at += 1) {
      if (kinds[at] === tokenKind.mark) continue;
      const stem = this.#stems[ids[at] ?? 0] ?? none;
      if (stem === none) otherWords += 1;
      else if (this.#telling[stem] === 1) found[size++] = stem;
      const pair = before < 0 || stem === none ? noNumber : this.#pairs.get(before, stem);
      if (pair !== noNumber) found[size++] = pair;
      else if (before !== nothing) otherPairs += 1;
      before = stem;
    }
    return { occurrences: found.subarray(0, size), otherWords, otherPairs };
  }
}

const sides = ["base", "revised"] as const;

/** Stands for the stem of a word that no open clause has. */
const none = -1;
/** Stands for the stem of a punctuation mark in an open clause. */
const mark = -2;

/** Stands for the stem before the first word. */
const nothing = -3;

/** The number of a feature that one clause has once, and no other clause has. */
const alone = -1;
/** Stands for the number of a feature that a clause has more than once. */
const repeated = -2;

/** CJK radicals and ideographs begin here. */
const firstIdeograph = 0x2e80;

function wordsIn({ firsts }: Words, clauses: readonly number[]): number {
  return clauses.reduce((sum, clause) => sum + (firsts[clause + 1] ?? 0) - (firsts[clause] ?? 0), 0);
}

function filterBit(before: number, stem: number): number {
  return (Math.imul(before, 0x9e3779b1) ^ Math.imul(stem, 0x85ebca6b)) & (filterBits - 1);
}

/** Returns a longer copy of an array, for at least as many values. */
function longer(array: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(Math.max(length, 2 * array.length));
  copy.set(array);
  return copy;
}

/** Lists the clauses that have each numbered feature. */
function indexOf(uses: Uses, numbers: Int32Array, size: number): Index {
  const starts = new Int32Array(size + 1);
  for (let at = 0; at < uses.length; at += 2) {
    const number = numbers[uses[at] ?? 0] ?? 0;
    if (number !== alone) starts[number + 1] = (starts[number + 1] ?? 0) + 1;
  }
  for (let number = 0; number < size; number += 1) {
    starts[number + 1] = (starts[number + 1] ?? 0) + (starts[number] ?? 0);
  }
  const next = starts.slice();
  const clauses = new Int32Array(starts[size] ?? 0);
  for (let at = 0; at < uses.length; at += 2) {
    const number = numbers[uses[at] ?? 0] ?? 0;
    if (number === alone) continue;
    const position = next[number] ?? 0;
    clauses[position] = uses[at + 1] ?? 0;
    next[number] = position + 1;
  }
  return { starts, clauses };
}
