import { type ComparedWords, readTexts } from "#core/compare/compared-texts.ts";
import { likeness, type WordBag, wordBag, wordsIn } from "#core/compare/clauses/shares.ts";
import { version } from "../versions.ts";

const read = (base: string, revised: string): ComparedWords => readTexts(version(base), version(revised)).words;
const first = { first: 0, end: 1 };

/** Returns the likeness of two clauses. The words of both have these rarities, in the order of their first occurrence. */
function likenessOf(one: string, other: string, rarities: readonly number[]): number {
  const words = read(one, other);
  return likeness(Int32Array.from(rarities), wordBag(words.base, first), wordBag(words.revised, first));
}

test.each([
  ["the same words in the same order", "annual fees", "annual fees", 1],
  ["no word in common", "annual fees", "price caps", 0],
  ["no words", "", "", 0],
  ["words on one side only", "annual fees", "", 0],
  ["one of two words", "annual fees", "annual caps", 2 / 6],
  ["the same words in another order", "annual fees", "fees annual", 4 / 6],
  ["a mark between the words", "annual fees", "annual, (fees)", 1],
  ["a word that one text repeats", "fees", "fees fees", 2 / 4],
  ["a word that both texts repeat", "fees fees", "fees fees", 1],
])("scores the likeness of two texts: %s", (_case, one, other, expected) => {
  expect(likenessOf(one, other, [8, 8, 8, 8])).toBeCloseTo(expected, 10);
});

test("weighs a word by its rarity, and two neighbouring words by the mean of theirs", () => {
  // "the", "spectrum" and "auction" are worth 2, 10 and 6; "the spectrum" 6, "spectrum auction" 8.
  expect(likenessOf("the spectrum", "the spectrum auction", [2, 10, 6])).toBeCloseTo((2 * 18) / (18 + 32), 10);
  expect(likenessOf("auction the spectrum", "the spectrum", [6, 2, 10])).toBeCloseTo((2 * 18) / (28 + 18), 10);
});

test("counts only the words of the given clauses, and as neighbours also the last and the first of two clauses", () => {
  const { base, revised } = read("annual fees\nprice\ncaps", "price caps");
  const same = ({ size }: WordBag): number => size;
  expect(wordBag(base, { first: 1, end: 3 })).toEqual(wordBag(revised, first));
  expect(same(wordBag(base, { first: 1, end: 1 }))).toBe(0);
});

test("counts the words of a clause without its marks", () => {
  const { base } = read("annual fees, and (price) caps\nfees\n;", "");
  expect([0, 1, 2].map((clause) => wordsIn(base, clause))).toEqual([5, 1, 0]);
});
