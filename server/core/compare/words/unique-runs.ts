import type { Workspace } from "#core/compare/words/scratch-arrays.ts";

/** A run of equal tokens: `length` tokens from `base` and from `revised`. */
export interface Run {
  base: number;
  revised: number;
  length: number;
  /** Its weight in a chain, if that is not its length. */
  weight?: number;
}

/** A stretch of base tokens and a stretch of revised tokens. */
export interface Stretches {
  base: Int32Array;
  baseStart: number;
  baseEnd: number;
  revised: Int32Array;
  revisedStart: number;
  revisedEnd: number;
}

/**
 * Finds the maximal runs around every sequence of `size` tokens that occurs exactly once in each of two stretches, in
 * base order. A sequence that is unique on both sides can be aligned without a search, and the result is nearly always
 * right.
 */
export function uniqueRuns(
  { base, baseStart, baseEnd, revised, revisedStart, revisedEnd }: Stretches,
  size: number,
  workspace: Workspace,
): Run[] {
  const grams = baseEnd - baseStart - size + 1;
  if (grams < 1 || revisedEnd - revisedStart < size) return [];
  // In long stretches, only one sequence in eight is examined. The choice depends on the content, so it is the same on
  // both sides. Any run of some length still contains such a sequence and is extended from it; the gaps yield the rest.
  const sparse = grams > sparseFrom ? 7 : 0;
  const mask = (1 << (33 - Math.clz32(sparse === 0 ? grams : grams >> 2))) - 1;
  const [hashes, inBase, inRevised, slots] = workspace.table(mask + 1);
  inBase.fill(none, 0, mask + 1);
  inRevised.fill(none, 0, mask + 1);
  let distinct = 0;

  const roll = new RollingHash(size);
  roll.start(base, baseStart);
  for (let at = baseStart; ; at += 1) {
    const hash = roll.hash;
    if ((hash & sparse) === 0) {
      if (distinct > mask >> 1) break; // Far more sampled sequences than expected: stop before the table fills up.
      let slot = scatter(hash) & mask;
      while (inBase[slot] !== none && hashes[slot] !== hash) slot = (slot + 1) & mask;
      if (inBase[slot] === none) {
        hashes[slot] = hash;
        inBase[slot] = at;
        slots[distinct] = slot;
        distinct += 1;
      } else inBase[slot] = several;
    }
    if (at + size >= baseEnd) break;
    roll.step(base, at);
  }
  roll.start(revised, revisedStart);
  for (let at = revisedStart; ; at += 1) {
    const hash = roll.hash;
    if ((hash & sparse) === 0) {
      let slot = scatter(hash) & mask;
      while (inBase[slot] !== none && hashes[slot] !== hash) slot = (slot + 1) & mask;
      if (inBase[slot] !== none) inRevised[slot] = inRevised[slot] === none ? at : several;
    }
    if (at + size >= revisedEnd) break;
    roll.step(revised, at);
  }

  const runs: Run[] = [];
  const reached = new Map<number, number>();
  for (let k = 0; k < distinct; k += 1) {
    const slot = slots[k] ?? 0;
    const a = inBase[slot] ?? none;
    const b = inRevised[slot] ?? none;
    if (a < 0 || b < 0) continue;
    const diagonal = b - a;
    if ((reached.get(diagonal) ?? -1) > a) continue;
    let before = 0;
    while (a - before > baseStart && b - before > revisedStart && base[a - before - 1] === revised[b - before - 1]) {
      before += 1;
    }
    let after = 0;
    while (a + after < baseEnd && b + after < revisedEnd && base[a + after] === revised[b + after]) after += 1;
    if (after < size) continue; // Two different sequences with the same hash.
    reached.set(diagonal, a + after);
    runs.push({ base: a - before, revised: b - before, length: before + after });
  }
  return runs.sort((one, other) => one.base - other.base || one.revised - other.revised);
}

/**
 * Returns the chain of runs, increasing on both sides, that holds the most tokens. If two runs overlap, the later one
 * is trimmed. All other runs moved or match by chance.
 */
export function heaviestChain(runs: readonly Run[]): Run[] {
  const order = runs.map((_, index) => index).sort((x, y) => at(runs, x).revised - at(runs, y).revised || x - y);
  const rank = new Int32Array(runs.length);
  order.forEach((index, position) => (rank[index] = position + 1));
  const best = new Float64Array(runs.length);
  const previous = new Int32Array(runs.length).fill(none);
  const tree = new Int32Array(runs.length + 1).fill(none);
  let last = none;
  runs.forEach((run, index) => {
    let before = none;
    for (let k = (rank[index] ?? 0) - 1; k > 0; k -= k & -k) before = heavier(best, before, tree[k] ?? none);
    previous[index] = before;
    best[index] = (run.weight ?? run.length) + (before === none ? 0 : (best[before] ?? 0));
    for (let k = rank[index] ?? 0; k <= runs.length; k += k & -k) tree[k] = heavier(best, tree[k] ?? none, index);
    last = heavier(best, last, index);
  });
  const chain: Run[] = [];
  for (let index = last; index !== none; index = previous[index] ?? none) chain.push(at(runs, index));
  return trimmed(chain.reverse());
}

function trimmed(chain: readonly Run[]): Run[] {
  const result: Run[] = [];
  let baseEnd = 0;
  let revisedEnd = 0;
  for (const run of chain) {
    const cut = Math.max(0, baseEnd - run.base, revisedEnd - run.revised);
    if (cut >= run.length) continue;
    result.push({ base: run.base + cut, revised: run.revised + cut, length: run.length - cut });
    baseEnd = run.base + run.length;
    revisedEnd = run.revised + run.length;
  }
  return result;
}

/** Stretches with more sequences than this are sampled. */
const sparseFrom = 1 << 16;
const none = -1;
const several = -2;
const factor = 0x01000193;

function heavier(best: Float64Array, one: number, other: number): number {
  if (one === none) return other;
  if (other === none) return one;
  return (best[other] ?? 0) > (best[one] ?? 0) ? other : one;
}

function at<T>(items: readonly T[], index: number): T {
  const item = items[index];
  if (item === undefined) throw new RangeError(`No item ${String(index)}`);
  return item;
}

/** Spreads the bits of a hash, so that its lowest bits can index a table. */
export function scatter(hash: number): number {
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 4;
}

/** A rolling hash over `size` tokens: each step adds one token and drops one. */
class RollingHash {
  hash = 0;
  readonly size: number;
  readonly power: number;

  constructor(size: number) {
    this.size = size;
    let power = 1;
    for (let k = 1; k < size; k += 1) power = Math.imul(power, factor);
    this.power = power;
  }

  start(tokens: Int32Array, from: number): void {
    this.hash = 0;
    for (let k = from; k < from + this.size; k += 1) {
      this.hash = (Math.imul(this.hash, factor) + scatter(tokens[k] ?? 0)) | 0;
    }
  }

  /** Advances from the sequence that begins at `at` to the next one. */
  step(tokens: Int32Array, at: number): void {
    const without = this.hash - Math.imul(scatter(tokens[at] ?? 0), this.power);
    this.hash = (Math.imul(without, factor) + scatter(tokens[at + this.size] ?? 0)) | 0;
  }
}
