/** The evidence for a pair of clauses. */
export interface Evidence {
  /** Likeness of their content, from 0 to 1. */
  likeness: number;
  /** Likeness of the closest rival: another clause without a partner that one of them is like. */
  openRival: number;
  /** The same for any other clause. */
  rival: number;
  /**
   * Agreement of the nearest paired clauses before and after, from 0 to 4. It is 0 in sections that are not the same, and
   * less if many open clauses are between them.
   */
  neighbours: number;
  /** Share of the clauses paired already that kept their order: where it is high, a clause rarely moves. */
  order: number;
  /** Natural logarithm of the ratio of their lengths in characters; 0 or more. */
  lengths: number;
  /** Likeness that reworded clauses of these texts usually keep: where it is high, clauses less alike are rarely the same. */
  usual: number;
}

/** Further evidence for a clause and a candidate that has a partner. */
export interface PartEvidence {
  /** Share of what both have that the partner does not have, from 0 to 1. */
  exclusive: number;
  /** Likeness of the candidate and its partner, from 0 to 1. */
  partner: number;
  /** Whether the clause and the partner are beside each other: from 0 to nearly 1. */
  beside: number;
}

/**
 * Weights of the measures: a logistic regression on redrafts with known answers. `npm run bench -- reliability`
 * learns and prints them, with the share of right pairs by probability for texts left out.
 */
const intercept = 0.02;
const weights = [1.47, 1.04, 1.64, 2.85, -0.84, -0.85, -1.27, -3.18, -3.18];
/**
 * Weights for a clause and a candidate that has a partner already, learnt from generated drafts. They are the same clause only if
 * the candidate was split or merged. On further drafts, those with a probability of 0.9 or more are right in 97 of 100
 * cases, and those below 0.1 in 1 of 200.
 */
const partWeights = { intercept: -0.94, likeness: 2.97, exclusive: 4.55, openLead: 8.52, partner: -2.05, beside: 2.21 };
/** The lead over a rival that counts; more does not make a pair more probable. */
const clearLead = 0.1;
/** Largest lead that counts, as a logarithm. */
const mostLead = 0.85;
/** Added to a likeness before its logarithm is taken. */
const smallLikeness = 0.02;

/** Returns the evidence as the numbers that the regression weighs, in the order of the weights. */
export function measures({ likeness, openRival, rival, neighbours, order, lengths, usual }: Evidence): number[] {
  return [
    log(likeness) - log(1 - likeness),
    lead(likeness, openRival),
    lead(likeness, rival),
    Math.log1p(neighbours),
    order,
    Math.log1p(neighbours) * order,
    Math.log(usual),
    lengths,
    lengths * Math.log(usual),
  ];
}

function log(likeness: number): number {
  return Math.log(likeness + smallLikeness);
}

/** Returns by how much a likeness exceeds that of a rival: the logarithm of their ratio, within limits. */
function lead(likeness: number, rival: number): number {
  return Math.max(-mostLead, Math.min(mostLead, log(likeness) - log(rival)));
}

/** Returns the probability that two clauses without a partner are the same. */
export function probability(evidence: Evidence): number {
  return logistic(measures(evidence).reduce((sum, measure, index) => sum + measure * (weights[index] ?? 0), intercept));
}

/** Returns the probability that a clause without a partner and a candidate with one are the same. */
export function partProbability({ likeness, openRival }: Evidence, part: PartEvidence): number {
  return logistic(
    partWeights.intercept +
      partWeights.likeness * log(likeness) +
      partWeights.exclusive * part.exclusive +
      partWeights.openLead * Math.min(clearLead, likeness - openRival) +
      partWeights.partner * part.partner +
      partWeights.beside * part.beside,
  );
}

function logistic(sum: number): number {
  return Math.round(1e4 / (1 + Math.exp(-sum))) / 1e4;
}

/** Returned for a pair that has no number. */
export const noNumber = -1;

/** Gives ordered pairs of small whole numbers, 0 or more, consecutive numbers: a hash table with open addressing. */
export class PairNumbers {
  /** Number of pairs. */
  size = 0;
  readonly #first: number;
  /** First members, second members, and numbers plus 1; 0 marks a free place. */
  #table: Int32Array;

  /**
   * @param first the number of the first pair
   * @param expected about how many pairs will come; more only cost time
   */
  constructor(first: number, expected = 0) {
    this.#first = first;
    let places = 1 << 10;
    while (places < expected) places *= 2;
    this.#table = new Int32Array(3 * places);
  }

  /** Returns the number of a pair, or `noNumber`. */
  get(one: number, other: number): number {
    return (this.#table[this.#place(one, other) + 2] ?? 0) - 1;
  }

  /** Returns the number of a pair. A new pair gets the next number. */
  add(one: number, other: number): number {
    let at = this.#place(one, other);
    const known = this.#table[at + 2] ?? 0;
    if (known !== 0) return known - 1;
    if (6 * (this.size + 1) > this.#table.length) {
      this.#grow();
      at = this.#place(one, other);
    }
    const number = this.#first + this.size;
    this.#table[at] = one;
    this.#table[at + 1] = other;
    this.#table[at + 2] = number + 1;
    this.size += 1;
    return number;
  }

  /** Returns where the table has a pair, or where it would put it. */
  #place(one: number, other: number): number {
    const table = this.#table;
    const places = table.length / 3;
    const hash = Math.imul(Math.imul(one, 0x9e3779b1) ^ other, 0x85ebca6b);
    let place = (hash ^ (hash >>> 15)) & (places - 1);
    while ((table[3 * place + 2] ?? 0) !== 0 && (table[3 * place] !== one || table[3 * place + 1] !== other)) {
      place = (place + 1) & (places - 1);
    }
    return 3 * place;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Int32Array(2 * old.length);
    for (let at = 0; at < old.length; at += 3) {
      if (old[at + 2] === 0) continue;
      this.#table.set(old.subarray(at, at + 3), this.#place(old[at] ?? 0, old[at + 1] ?? 0));
    }
  }
}
