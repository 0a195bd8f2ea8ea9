import { Candidates } from "../../../server/export/tracked/alignment.ts";
import type { Story } from "../../../server/export/tracked/story.ts";

/** Candidates of a revised story with these words. */
function candidatesOf(words: readonly string[], pairs: readonly (readonly [base: number, revised: number])[]) {
  const candidates = new Candidates({ tokens: words.map((text) => ({ text })) } as unknown as Story);
  for (const [base, revised] of pairs) candidates.add(base, revised);
  return [...candidates.heaviestChain()].reverse();
}

test("keeps candidates that are in order on both sides", () => {
  expect(
    candidatesOf(
      ["a", "b", "c"],
      [
        [2, 2],
        [0, 0],
        [1, 1],
      ],
    ),
  ).toEqual([
    [0, 0],
    [1, 1],
    [2, 2],
  ]);
});

test("prefers one long word to one short word that crosses it", () => {
  expect(
    candidatesOf(
      ["to", "administrations"],
      [
        [0, 1],
        [1, 0],
      ],
    ),
  ).toEqual([[0, 1]]);
});

test("prefers two words to a longer one that crosses both", () => {
  expect(
    candidatesOf(
      ["of", "it", "all"],
      [
        [1, 0],
        [2, 1],
        [0, 2],
      ],
    ),
  ).toEqual([
    [1, 0],
    [2, 1],
  ]);
});

test("matches each token once", () => {
  expect(
    candidatesOf(
      ["a", "a"],
      [
        [0, 0],
        [0, 1],
      ],
    ),
  ).toHaveLength(1);
});
