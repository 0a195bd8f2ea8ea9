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
