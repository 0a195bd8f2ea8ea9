import { type ClausesBySide, ClauseFeatures, type Side } from "#core/compare/clauses/clause-features.ts";
import type { ComparedWords } from "#core/compare/compared-texts.ts";
import { Arena } from "#core/compare/words/scratch-arrays.ts";

/** A clause of the other text, and its likeness: 0 shares nothing, 1 has the same words in the same order. */
export interface Likeness {
  clause: number;
  value: number;
}

/** A clause as weighted features, in the order of their numbers. Features of this clause alone are left out. */
interface Vector {
  features: Int32Array;
  /** Number of occurrences, damped, times rarity. */
  weights: Float64Array;
  /** Length of the vector, including the features left out. */
  length: number;
  /** The same for the rare features alone. */
  rareLength: number;
}

/** A feature is rare if at most this many clauses of both texts have it. */
const rareClauses = 24;
/** Maximum number of clauses to look up for one clause, those with its rarest features first. */
const lookedUp = 400;
/** Number of clauses whose likeness is computed, of those looked up. */
const compared = 4;

/**
 * Compares clauses by their content. Each feature weighs as much as it is rare (tf-idf: Salton and Buckley,
 * "Term-weighting approaches in automatic text retrieval", Information Processing & Management 24, 1988). An index of
 * the features of the open clauses leads from one clause to the few that share its rare features, so that no clause is
 * compared with all others.
 *
 * The likeness is the geometric mean of two cosines: of all features, and of rare features alone. The second is low for
 * clauses that share only boilerplate.
 */
export class ClauseContent {
  readonly #features: ClauseFeatures;
  readonly #arena = new Arena(Float64Array);
  /** Scratch memory: shared weight by clause, 0 between uses. */
  readonly #sums: Float64Array;
  /** Scratch memory: the clauses with a sum. */
  readonly #touched = new Int32Array(lookedUp);
  /** Scratch memory: the features of a clause in the order in which they are looked up. */
  #keys = new Float64Array(0);
  readonly #vectors: Record<Side, Map<number, Vector>> = { base: new Map(), revised: new Map() };
  readonly #alike: Record<Side, Map<number, readonly Likeness[]>> = { base: new Map(), revised: new Map() };
  readonly #cut: Record<Side, Set<number>> = { base: new Set(), revised: new Set() };

  /**
   * @param open clauses whose counterparts are looked for; others are only found by the features they share with these
   */
  constructor(words: ComparedWords, open: ClausesBySide) {
    this.#features = new ClauseFeatures(words, open);
    this.#sums = new Float64Array(Math.max(words.base.firsts.length, words.revised.firsts.length));
  }

  #vectorOf(side: Side, clause: number): Vector {
    const known = this.#vectors[side].get(clause);
    if (known) return known;
    const { numbered, otherSquare } = this.#features.of(side, clause);
    const { holders, rarity } = this.#features;
    const features = numbered.sort();
    const size = features.length;
    const weights = this.#arena.take(size);
    let [square, rareSquare] = [otherSquare, otherSquare];
    let length = 0;
    for (let at = 0, next = 0; at < size; at = next) {
      const feature = features[at] ?? 0;
      while (next < size && features[next] === feature) next += 1;
      const damped = next === at + 1 ? 1 : 1 + Math.log(next - at);
      const weight = damped * (rarity[feature] ?? 0);
      features[length] = feature;
      weights[length] = weight;
      length += 1;
      square += weight * weight;
      if ((holders[feature] ?? 0) <= rareClauses) rareSquare += weight * weight;
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
        if ((this.#features.holders[feature] ?? 0) <= rareClauses) rareDot += product;
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

  /** Whether the look-up of an open clause reached its limit before all its rare features were looked up. */
  isCut(side: Side, clause: number): boolean {
    return this.#cut[side].has(clause);
  }

  /** Finds the clauses of the other text that share the most weight with a clause, by its rarest features. */
  #lookUp(side: Side, clause: number): number[] {
    const { features, weights } = this.#vectorOf(side, clause);
    const { starts, clauses } = this.#features.index[side === "base" ? "revised" : "base"];
    const { holders } = this.#features;
    // A feature that no clause of the other text has leads nowhere.
    if (this.#keys.length < features.length) this.#keys = new Float64Array(2 * features.length);
    const keys = this.#keys;
    let size = 0;
    for (let at = 0; at < features.length; at += 1) {
      const feature = features[at] ?? 0;
      if (starts[feature] !== starts[feature + 1]) keys[size++] = (holders[feature] ?? 0) * 2 ** 20 + at;
    }
    const rarestFirst = keys.subarray(0, size).sort();
    const sums = this.#sums;
    const touched = this.#touched;
    let [left, count] = [lookedUp, 0];
    for (const key of rarestFirst) {
      const at = key % 2 ** 20;
      const feature = features[at] ?? 0;
      const [from, to] = [starts[feature] ?? 0, starts[feature + 1] ?? 0];
      left -= to - from;
      if (left < 0) {
        if ((holders[feature] ?? 0) <= rareClauses) this.#cut[side].add(clause);
        break;
      }
      const worth = (weights[at] ?? 0) ** 2;
      for (let k = from; k < to; k += 1) {
        const other = clauses[k] ?? 0;
        if (sums[other] === 0) touched[count++] = other;
        sums[other] = (sums[other] ?? 0) + worth;
      }
    }
    const found = touched.subarray(0, count);
    const best = largest(found, sums, compared);
    for (const other of found) sums[other] = 0;
    return best;
  }
}

/** Returns the indexes of the largest values, largest first; equal values in the order of their indexes. */
function largest(indexes: Int32Array, values: Float64Array, count: number): number[] {
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
