import { wordIndexOf } from "#core/place/word-index.ts";
import { version } from "../compare/versions.ts";

const text = version("the fund, the fund.\n…\nA review of the fund");
const index = wordIndexOf(text);
const [the, fund, review, other] = index.idsOf("the, fund; review (other)") as [number, number, number, number];

test("indexes the words of each clause with their offsets, without marks", () => {
  const written = index.clauses.map(({ starts, ends }) =>
    Array.from(starts, (start, word) => text.text.slice(start, ends[word])),
  );
  expect(written).toEqual([["the", "fund", "the", "fund"], [], ["A", "review", "of", "the", "fund"]]);
  expect(Array.from(index.clauses[0]!.ids)).toEqual([the, fund, the, fund]);
});

test("lists each clause that contains a word once", () => {
  expect([the, fund, review, other].map((word) => index.holders.get(word))).toEqual([[0, 2], [0, 2], [2], undefined]);
});

test("weighs a word more the fewer clauses contain it", () => {
  const weights = [fund, review, other].map((word) => index.weightOf(word));
  expect(weights).toEqual([Math.log(1 + 3 / 3), Math.log(1 + 3 / 2), Math.log(1 + 3 / 1)]);
});

test("indexes each version once", () => {
  expect(wordIndexOf(text)).toBe(index);
  expect(wordIndexOf(version("The fund"))).not.toBe(index);
});
