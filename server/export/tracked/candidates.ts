import type { Story } from "./story.ts";

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
