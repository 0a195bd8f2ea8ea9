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

  /** Returns the stretches between the matched tokens, including the empty ones. */
  gaps(): Gap[] {
    const gaps: Gap[] = [];
    let open = { base: 0, revised: 0 };
    for (let revised = 0; revised <= this.#toBase.length; revised += 1) {
      const isEnd = revised === this.#toBase.length;
      const base = isEnd ? this.#toRevised.length : this.baseOf(revised);
      if (base < 0) continue;
      gaps.push({ base: [open.base, base], revised: [open.revised, revised] });
      open = { base: base + 1, revised: revised + 1 };
    }
    return gaps;
  }
}

/** Unmatched tokens of both stories between two matched ones. Ranges of indexes, end exclusive. */
export interface Gap {
  readonly base: readonly [start: number, end: number];
  readonly revised: readonly [start: number, end: number];
}

/** A candidate match. */
export interface Candidate {
  readonly base: number;
  readonly revised: number;
  readonly weight: number;
}

/** Returns the heaviest candidates that are in order on both sides. */
export function heaviestChain(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort(
    (first, second) => first.base - second.base || second.revised - first.revised || first.weight - second.weight,
  );
  const size = sorted.reduce((most, { revised }) => Math.max(most, revised + 2), 2);
  /** Fenwick tree: index of the best chain that ends before a revised token. */
  const best = new Int32Array(size).fill(-1);
  const total = new Float64Array(sorted.length);
  const before = new Int32Array(sorted.length).fill(-1);
  let last = -1;
  for (const [index, { revised, weight }] of sorted.entries()) {
    let found = -1;
    for (let at = revised; at > 0; at -= at & -at) found = heavier(found, best[at] ?? -1);
    before[index] = found;
    total[index] = weight + (found < 0 ? 0 : (total[found] ?? 0));
    for (let at = revised + 1; at < size; at += at & -at) best[at] = heavier(best[at] ?? -1, index);
    last = heavier(last, index);
  }
  const chain: Candidate[] = [];
  for (let at = last; at >= 0; at = before[at] ?? -1) {
    const candidate = sorted[at];
    if (candidate) chain.push(candidate);
  }
  return chain.reverse();

  function heavier(first: number, second: number): number {
    if (first < 0) return second;
    if (second < 0) return first;
    return (total[second] ?? 0) > (total[first] ?? 0) ? second : first;
  }
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
