import { openingCost } from "#core/compare/weights.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import type { Words } from "#core/text/words.ts";

/** Unmaps runs that are worth less than what opening them in the edit they stand in costs, smallest first. */
export function dropIslands(map: WordMap, base: Words, revised: Words, weights: Int32Array): void {
  for (;;) {
    let dropped = 0;
    const runs = runsOf(map);
    for (let k = 0; k < runs.length; k += 1) {
      const run = runs[k];
      if (!run) continue;
      const before = runs[k - 1];
      const after = runs[k + 1];
      const left =
        run.base -
        (before ? before.base + before.length : 0) +
        Math.abs(run.revised - (before ? before.revised + before.length : 0));
      const right =
        (after ? after.base : base.count) -
        run.base -
        run.length +
        Math.abs((after ? after.revised : revised.count) - run.revised - run.length);
      const small = Math.min(left, right);
      let worth = 0;
      for (let i = 0; i < run.length; i += 1) worth += weights[base.ids[run.base + i] ?? 0] ?? 0;
      if (worth < openingCost(small) && small > 2) {
        for (let i = 0; i < run.length; i += 1) {
          map.toRevised[run.base + i] = unmapped;
          map.toBase[run.revised + i] = unmapped;
        }
        dropped += 1;
      }
    }
    if (dropped === 0) return;
  }
}

/** The maximal runs of mapped tokens, in base order. */
export function runsOf(map: WordMap): { base: number; revised: number; length: number }[] {
  const runs: { base: number; revised: number; length: number }[] = [];
  const { toRevised } = map;
  for (let a = 0; a < toRevised.length;) {
    const b = toRevised[a] ?? unmapped;
    if (b === unmapped) {
      a += 1;
      continue;
    }
    let length = 1;
    while (a + length < toRevised.length && toRevised[a + length] === b + length) length += 1;
    runs.push({ base: a, revised: b, length });
    a += length;
  }
  return runs;
}
