import { lineageBetween } from "#core/lineage/explain-lineage.ts";
import type { IndexPair } from "#core/compare/comparison.ts";

const pair = (base: number[], revised: number[], score: number): IndexPair => ({ base, revised, score, moved: false });

/** Clause 0 is split in the first step; both parts are merged in the second. */
const steps = [
  { pairs: [pair([0], [1, 2], 0.9)] },
  { pairs: [pair([1], [3], 0.5), pair([2], [3], 0.8), pair([4], [5], 1)] },
];

test("follows the most certain of several chains", () => {
  expect(lineageBetween(steps, 0, 3)).toEqual([
    { clause: 2, score: 0.9 },
    { clause: 3, score: 0.8 },
  ]);
});

test("finds no lineage if a step lacks the pair", () => {
  expect(lineageBetween(steps, 0, 5)).toBeNull();
});
