import type { Story, Token } from "./story.ts";

/** The tokens of two stories that are the same, in the order of both. */
export class Alignment {
  readonly base: Story;
  readonly revised: Story;
  /** Index of the other story's token, or -1. */
  readonly #toRevised: Int32Array;
  readonly #toBase: Int32Array;

  constructor(base: Story, revised: Story) {
    this.base = base;
    this.revised = revised;
    this.#toRevised = new Int32Array(base.tokens.length).fill(-1);
    this.#toBase = new Int32Array(revised.tokens.length).fill(-1);
  }

  match(base: number, revised: number): void {
    this.#toRevised[base] = revised;
    this.#toBase[revised] = base;
  }

  unmatchBase(base: number): void {
    const revised = this.#toRevised[base] ?? -1;
    if (revised >= 0) this.#toBase[revised] = -1;
    this.#toRevised[base] = -1;
  }

  unmatchRevised(revised: number): void {
    const base = this.#toBase[revised] ?? -1;
    if (base >= 0) this.unmatchBase(base);
  }

  /** Returns the revised token's partner in the base, or -1. */
  baseOf(revised: number): number {
    return this.#toBase[revised] ?? -1;
  }

  revisedOf(base: number): number {
    return this.#toRevised[base] ?? -1;
  }

  baseToken(revised: Token): Token | undefined {
    return this.base.tokens[this.baseOf(revised.index)];
  }

  /** Returns the stretches between the matched tokens. */
  gaps(): Gap[] {
    const gaps: Gap[] = [];
    const open = { base: 0, revised: 0 };
    for (let revised = 0; revised <= this.#toBase.length; revised += 1) {
      const isEnd = revised === this.#toBase.length;
      const base = isEnd ? this.#toRevised.length : this.baseOf(revised);
      if (base < 0) continue;
      const isEmpty = open.base === base && open.revised === revised;
      if (!isEmpty) gaps.push({ base: [open.base, base], revised: [open.revised, revised] });
      [open.base, open.revised] = [base + 1, revised + 1];
    }
    return gaps;
  }
}

/** Unmatched tokens of both stories between two matched ones. Ranges of indexes, end exclusive. */
export interface Gap {
  readonly base: readonly [start: number, end: number];
  readonly revised: readonly [start: number, end: number];
}

/** Maximum number of comparisons for one stretch. Longer stretches keep only their equal beginning and end. */
const mostComparisons = 4_000_000;

/**
 * Pairs two sequences in order so that the sum of the scores is highest. A score of 0 means that the two cannot be paired.
 */
export function bestPairs(
  [first, second]: readonly [number, number],
  score: (first: number, second: number) => number,
): [number, number][] {
  const pairs: [number, number][] = [];
  if (first === 0 || second === 0 || first * second > mostComparisons) return pairs;
  const width = second + 1;
  const sums = new Float64Array((first + 1) * width);
  const scores = new Float64Array(first * second);
  for (let i = first - 1; i >= 0; i -= 1) {
    for (let j = second - 1; j >= 0; j -= 1) {
      const own = score(i, j);
      scores[i * second + j] = own;
      const paired = own > 0 ? own + (sums[(i + 1) * width + j + 1] ?? 0) : 0;
      sums[i * width + j] = Math.max(paired, sums[(i + 1) * width + j] ?? 0, sums[i * width + j + 1] ?? 0);
    }
  }
  for (let i = 0, j = 0; i < first && j < second;) {
    const own = scores[i * second + j] ?? 0;
    const here = sums[i * width + j] ?? 0;
    if (own > 0 && here === own + (sums[(i + 1) * width + j + 1] ?? 0)) pairs.push([i++, j++]);
    else if (here === (sums[(i + 1) * width + j] ?? 0)) i += 1;
    else j += 1;
  }
  return pairs;
}

/** Candidate matches of two stories, as indexes of tokens. A long text has a million, so they are in arrays. */
export class Candidates {
  readonly #revisedTokens: Story["tokens"];
  #base = new Int32Array(64);
  #revised = new Int32Array(64);
  #count = 0;

  constructor({ tokens }: Story) {
    this.#revisedTokens = tokens;
  }

  add(base: number, revised: number): void {
    if (this.#count === this.#base.length) {
      this.#base = doubled(this.#base);
      this.#revised = doubled(this.#revised);
    }
    this.#base[this.#count] = base;
    this.#revised[this.#count] = revised;
    this.#count += 1;
  }

  /** Returns the heaviest candidates that are in order on both sides, from the last. Longer words weigh more. */
  *heaviestChain(): Generator<[base: number, revised: number], void> {
    const [base, revised] = [this.#base, this.#revised];
    const at = (list: Int32Array, index: number): number => list[index] ?? 0;
    const sorted = new Uint32Array(this.#count)
      .map((_, index) => index)
      .sort((first, second) => at(base, first) - at(base, second) || at(revised, second) - at(revised, first));
    const size = revised.reduce((most, index) => Math.max(most, index + 2), 2);
    /** Fenwick tree: the best chain that ends before a revised token, as a position in `sorted`. */
    const best = new Int32Array(size).fill(-1);
    const total = new Float64Array(sorted.length);
    const before = new Int32Array(sorted.length).fill(-1);
    const heavier = (first: number, second: number): number => {
      if (first < 0) return second;
      if (second < 0) return first;
      return (total[second] ?? 0) > (total[first] ?? 0) ? second : first;
    };
    let last = -1;
    for (const [index, candidate] of sorted.entries()) {
      const end = at(revised, candidate);
      let found = -1;
      for (let one = end; one > 0; one -= one & -one) found = heavier(found, best[one] ?? -1);
      before[index] = found;
      const weight = 1 + (this.#revisedTokens[end]?.text.length ?? 0);
      total[index] = weight + (found < 0 ? 0 : (total[found] ?? 0));
      for (let one = end + 1; one < size; one += one & -one) best[one] = heavier(best[one] ?? -1, index);
      last = heavier(last, index);
    }
    for (let index = last; index >= 0; index = before[index] ?? -1) {
      const candidate = sorted[index] ?? 0;
      yield [at(base, candidate), at(revised, candidate)];
    }
  }
}

function doubled(list: Int32Array): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(list.length * 2);
  longer.set(list);
  return longer;
}
