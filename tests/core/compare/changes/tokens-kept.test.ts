import { tokensKept } from "#core/compare/changes/bracket-changes.ts";
import { unmapped } from "#core/compare/words/word-map.ts";
import { version } from "../versions.ts";

test("maps the words and marks of kept ranges in both directions", () => {
  const [base, revised] = [version("Members shall report, in May."), version("All Members report, by May.")];
  const { base: from, revised: to } = tokensKept(base, revised, [
    [0, 7, 4, 11],
    [14, 21, 12, 19],
    [25, 29, 23, 27],
  ]);
  expect([...from.toOther]).toEqual([1, unmapped, 2, 3, unmapped, 5, 6]);
  expect([...to.toOther]).toEqual([unmapped, 0, 2, 3, unmapped, 5, 6]);
});

test("maps a kept range that ends with the shorter text", () => {
  const { base, revised } = tokensKept(version("They met"), version("They met again"), [[0, 8, 0, 8]]);
  expect([...base.toOther]).toEqual([0, 1]);
  expect([...revised.toOther]).toEqual([0, 1, unmapped]);
});
