import type { ComparedWords } from "#core/compare/compared-texts.ts";
import { noNumber, PairNumbers } from "#core/compare/pair-numbers.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** One of the two compared texts. */
export type Side = "base" | "revised";

/** Indexes of clauses of each text. */
export type ClausesBySide = Readonly<Record<Side, readonly number[]>>;

/** A clause of the other text, and its likeness: 0 shares nothing, 1 has the same words in the same order. */
export interface Likeness {
  clause: number;
  value: number;
}

/** For each feature, where its clauses begin in the list of clauses that have a feature. */
interface Index {
  starts: Int32Array;
  clauses: Int32Array;
}

/** A clause as weighted features, in the order of their numbers. */
interface Vector {
  features: Int32Array;
  /** Number of occurrences, damped, times rarity. */
  weights: Float64Array;
  length: number;
  /** The same for its rare features alone. */
  rareLength: number;
}

/**
 * Letters of a word that count. Cutting words is nearly as good as stemming them, in every language that inflects at
 * the end (McNamee and Mayfield, "Character N-Gram Tokenization for European Language Text Retrieval", Information
 * Retrieval 7, 2004).
 */
const stemLength = 5;
/** Weight of two neighbouring words, relative to one word. */
const neighboursWeight = 0.7;
/** A feature is rare if at most this many clauses of both texts have it. */
const rareClauses = 12;
/** Assumed number of clauses with a feature that no open clause has. */
const clausesOfOther = 2;
/** Maximum number of clauses to look up for one clause, those with its rarest features first. */
const lookedUp = 400;
/** Number of clauses whose likeness is computed, of those looked up. */
const compared = 4;
/** Bits of the filter that tells at once that a feature is not in the table. */
const filterBits = 1 << 18;

/**
 * Compares clauses by their content: words cut to their first letters, and neighbouring pairs of those. Each feature
 * weighs as much as it is rare (tf-idf: Salton and Buckley, "Term-weighting approaches in automatic text retrieval",
 * Information Processing & Management 24, 1988). An index of the features of the open clauses leads from one clause to
 * the few that share its rare features, so that no clause is compared with all others.
 *
 * The likeness is the geometric mean of two cosines: of all features, and of rare features alone. The second is low for
 * clauses that share only boilerplate.
 */
export class ClauseContent {
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
  readonly #filter = new Int32Array(filterBits >> 5);
  /** Number of clauses of both texts that have a feature. */
  readonly #holders: Int32Array;
  readonly #index: Record<Side, Index>;
  /** Weight of each feature that occurs once in a clause. */
  readonly #rarity: Float64Array;
  /** Scratch memory: shared weight by clause, 0 between uses. */
  readonly #sums: Float64Array;
  readonly #vectors: Record<Side, Map<number, Vector>> = { base: new Map(), revised: new Map() };
  readonly #alike: Record<Side, Map<number, readonly Likeness[]>> = { base: new Map(), revised: new Map() };

  /**
   * @param open clauses whose counterparts are looked for; others are only found by the features they share with these
   */
  constructor(words: ComparedWords, open: ClausesBySide) {
    this.#words = words;
    this.#total = words.base.firsts.length + words.revised.firsts.length - 2;
    this.#stems = new Int32Array(words.vocabulary.counts.length).fill(none);
    this.#telling = new Uint8Array(words.vocabulary.counts.length);
    const stems = new Map<string, number>();
    for (const side of sides) for (const clause of open[side]) this.#readStems(words[side], clause, stems);
    this.#singles = stems.size;
    this.#pairs = new PairNumbers(this.#singles);
    for (const side of sides) for (const clause of open[side]) this.#readPairs(side, clause);
    this.#holders = new Int32Array(this.#singles + this.#pairs.size);
    this.#index = { base: this.#indexOf(words.base), revised: this.#indexOf(words.revised) };
    this.#rarity = Float64Array.from(this.#holders, (holders, feature) => {
      return Math.log(1 + this.#total / holders) * (feature < this.#singles ? 1 : neighboursWeight);
    });
    this.#sums = new Float64Array(Math.max(words.base.firsts.length, words.revised.firsts.length));
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
    const features = new Int32Array(2 * (end - from));
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

  /** Lists the stems of a clause's words in order; `none` for a word that no open clause has. */
  #stemsIn(words: Words, clause: number): number[] {
    const stems: number[] = [];
    for (let at = words.firsts[clause] ?? 0; at < (words.firsts[clause + 1] ?? 0); at += 1) {
      if (words.kinds[at] !== tokenKind.mark) stems.push(this.#stems[words.ids[at] ?? 0] ?? none);
    }
    return stems;
  }

  /** Lists the clauses of a text that have each feature, and counts them. Reads every token, so it avoids calls. */
  #indexOf({ ids, firsts }: Words): Index {
    const [stems, telling, pairs, filter] = [this.#stems, this.#telling, this.#pairs, this.#filter];
    const holders = this.#holders;
    const size = holders.length;
    const last = new Int32Array(size).fill(none);
    const starts = new Int32Array(size + 1);
    const found = new Numbers();
    for (let clause = 0; clause + 1 < firsts.length; clause += 1) {
      let before = none;
      const end = firsts[clause + 1] ?? 0;
      for (let at = firsts[clause] ?? 0; at < end; at += 1) {
        const stem = stems[ids[at] ?? 0] ?? none;
        if (stem < 0) {
          if (stem === none) before = none;
          continue;
        }
        if (telling[stem] === 1 && last[stem] !== clause) note(stem, clause);
        if (before !== none) {
          const bit = filterBit(before, stem);
          if (((filter[bit >> 5] ?? 0) & (1 << (bit & 31))) !== 0) {
            const pair = pairs.get(before, stem);
            if (pair !== noNumber && last[pair] !== clause) note(pair, clause);
          }
        }
        before = stem;
      }
    }
    for (let feature = 0; feature < size; feature += 1) {
      starts[feature + 1] = (starts[feature + 1] ?? 0) + (starts[feature] ?? 0);
    }
    const next = starts.slice();
    const clauses = new Int32Array(starts[size] ?? 0);
    for (let at = 0; at < found.length; at += 2) {
      const feature = found.at(at);
      const position = next[feature] ?? 0;
      clauses[position] = found.at(at + 1);
      next[feature] = position + 1;
    }
    return { starts, clauses };

    function note(feature: number, clause: number): void {
      last[feature] = clause;
      starts[feature + 1] = (starts[feature + 1] ?? 0) + 1;
      holders[feature] = (holders[feature] ?? 0) + 1;
      found.push(feature, clause);
    }
  }

  /** Returns the features of a clause, one for each occurrence, and counts the words and pairs that are no features. */
  #occurrencesIn(side: Side, clause: number): { occurrences: Int32Array; otherWords: number; otherPairs: number } {
    const known = this.#occurrences[side].get(clause);
    if (known) return { occurrences: known, otherWords: 0, otherPairs: 0 };
    const stems = this.#stemsIn(this.#words[side], clause);
    const found = new Int32Array(2 * stems.length);
    let [size, otherWords, otherPairs] = [0, 0, 0];
    for (let at = 0; at < stems.length; at += 1) {
      const [before, stem] = [stems[at - 1], stems[at] ?? none];
      if (stem === none) otherWords += 1;
      else if (this.#telling[stem] === 1) found[size++] = stem;
      if (before === undefined) continue;
      const pair = before === none || stem === none ? noNumber : this.#pairs.get(before, stem);
      if (pair === noNumber) otherPairs += 1;
      else found[size++] = pair;
    }
    return { occurrences: found.subarray(0, size), otherWords, otherPairs };
  }

  #vectorOf(side: Side, clause: number): Vector {
    const known = this.#vectors[side].get(clause);
    if (known) return known;
    const { occurrences, otherWords, otherPairs } = this.#occurrencesIn(side, clause);
    const sorted = occurrences.sort();
    const size = sorted.length;
    const [features, weights] = [new Int32Array(size), new Float64Array(size)];
    const other = Math.log(1 + this.#total / clausesOfOther) ** 2;
    let square = other * (otherWords + otherPairs * neighboursWeight ** 2);
    let rareSquare = square;
    let length = 0;
    for (let at = 0, next = 0; at < size; at = next) {
      const feature = sorted[at] ?? 0;
      while (next < size && sorted[next] === feature) next += 1;
      const weight = (1 + Math.log(next - at)) * (this.#rarity[feature] ?? 0);
      features[length] = feature;
      weights[length] = weight;
      length += 1;
      square += weight * weight;
      if ((this.#holders[feature] ?? 0) <= rareClauses) rareSquare += weight * weight;
    }
    const vector = {
      features: features.subarray(0, length),
      weights: weights.subarray(0, length),
      length: Math.sqrt(square),
      rareLength: Math.sqrt(rareSquare),
    };
    this.#vectors[side].set(clause, vector);
    return vector;
  }

  /** Returns the likeness of two clauses, from 0 to 1. */
  likeness(base: number, revised: number): number {
    const [from, to] = [this.#vectorOf("base", base), this.#vectorOf("revised", revised)];
    let [dot, rareDot] = [0, 0];
    for (let i = 0, j = 0; i < from.features.length && j < to.features.length;) {
      const [feature, other] = [from.features[i] ?? 0, to.features[j] ?? 0];
      if (feature === other) {
        const product = (from.weights[i] ?? 0) * (to.weights[j] ?? 0);
        dot += product;
        if ((this.#holders[feature] ?? 0) <= rareClauses) rareDot += product;
      }
      if (feature <= other) i += 1;
      if (other <= feature) j += 1;
    }
    const cosine = dot / (from.length * to.length || 1);
    return Math.sqrt((cosine * rareDot) / (from.rareLength * to.rareLength || 1));
  }

  /**
   * Returns how much of what a clause shares with another clause is missing in that clause's partner, from 0 to 1. It is
   * high for a part of a split clause: what it took, the other part does not have.
   *
   * @param side the text of the first clause and of the partner
   */
  exclusiveShare(side: Side, clause: number, other: number, partner: number): number {
    const own = this.#vectorOf(side, clause);
    const theirs = this.#vectorOf(side === "base" ? "revised" : "base", other);
    const taken = this.#vectorOf(side, partner).features;
    let [shared, exclusive] = [0, 0];
    for (let i = 0, j = 0, k = 0; i < own.features.length && j < theirs.features.length;) {
      const [feature, another] = [own.features[i] ?? 0, theirs.features[j] ?? 0];
      if (feature === another) {
        const product = (own.weights[i] ?? 0) * (theirs.weights[j] ?? 0);
        while (k < taken.length && (taken[k] ?? 0) < feature) k += 1;
        shared += product;
        if (taken[k] !== feature) exclusive += product;
      }
      if (feature <= another) i += 1;
      if (another <= feature) j += 1;
    }
    return shared === 0 ? 0 : exclusive / shared;
  }

  /** Returns the clauses of the other text that are most alike to an open clause, best first. */
  alike(side: Side, clause: number): readonly Likeness[] {
    const known = this.#alike[side].get(clause);
    if (known) return known;
    const found = this.#lookUp(side, clause)
      .map((other) => ({
        clause: other,
        value: side === "base" ? this.likeness(clause, other) : this.likeness(other, clause),
      }))
      .filter(({ value }) => value > 0)
      .sort((x, y) => y.value - x.value || x.clause - y.clause);
    this.#alike[side].set(clause, found);
    return found;
  }

  /** Finds the clauses of the other text that share the most weight with a clause, by its rarest features. */
  #lookUp(side: Side, clause: number): number[] {
    const { features, weights } = this.#vectorOf(side, clause);
    const { starts, clauses } = this.#index[side === "base" ? "revised" : "base"];
    const rarestFirst = Float64Array.from(
      features,
      (feature, at) => (this.#holders[feature] ?? 0) * 2 ** 20 + at,
    ).sort();
    const sums = this.#sums;
    const touched: number[] = [];
    let left = lookedUp;
    for (const key of rarestFirst) {
      const at = key % 2 ** 20;
      const feature = features[at] ?? 0;
      const [from, to] = [starts[feature] ?? 0, starts[feature + 1] ?? 0];
      left -= to - from;
      if (left < 0) break;
      const worth = (weights[at] ?? 0) ** 2;
      for (let k = from; k < to; k += 1) {
        const other = clauses[k] ?? 0;
        if (sums[other] === 0) touched.push(other);
        sums[other] = (sums[other] ?? 0) + worth;
      }
    }
    const best = largest(touched, sums, compared);
    for (const other of touched) sums[other] = 0;
    return best;
  }
}

const sides = ["base", "revised"] as const;

/** Returns the indexes of the largest values, largest first; equal values in the order of their indexes. */
function largest(indexes: readonly number[], values: Float64Array, count: number): number[] {
  const best: number[] = [];
  for (const index of indexes) {
    const value = values[index] ?? 0;
    let at = best.length;
    for (; at > 0; at -= 1) {
      const other = best[at - 1] ?? 0;
      const size = values[other] ?? 0;
      if (size > value || (size === value && other < index)) break;
    }
    if (at >= count) continue;
    best.splice(at, 0, index);
    if (best.length > count) best.pop();
  }
  return best;
}

/** Stands for the stem of a word that no open clause has. */
const none = -1;
/** Stands for the stem of a punctuation mark in an open clause. */
const mark = -2;

/** CJK radicals and ideographs begin here. */
const firstIdeograph = 0x2e80;

function filterBit(before: number, stem: number): number {
  return (Math.imul(before, 0x9e3779b1) ^ Math.imul(stem, 0x85ebca6b)) & (filterBits - 1);
}

/** A growing list of numbers. */
class Numbers {
  length = 0;
  #values = new Int32Array(1 << 12);

  push(first: number, second: number): void {
    if (this.length + 2 > this.#values.length) {
      const wider = new Int32Array(2 * this.#values.length);
      wider.set(this.#values);
      this.#values = wider;
    }
    this.#values[this.length] = first;
    this.#values[this.length + 1] = second;
    this.length += 2;
  }

  at(index: number): number {
    return this.#values[index] ?? 0;
  }
}
