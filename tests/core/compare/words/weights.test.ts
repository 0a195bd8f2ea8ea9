import { readTexts } from "#core/compare/compared-texts.ts";
import { islandCost, openingCost, wordWeight } from "#core/compare/words/weights.ts";
import { version } from "../versions.ts";

/** Returns a property of each word of a text, compared with another text. */
function propertyOf(
  name: "common" | "counts" | "hashes" | "rarity" | "weights",
  text: string,
  other = "",
): Record<string, number> {
  const { words } = readTexts(version(text), version(other));
  const { ids, starts, ends, count } = words.base;
  return Object.fromEntries(
    Array.from({ length: count }, (_, at) => [text.slice(starts[at], ends[at]), words.vocabulary[name][ids[at]!]!]),
  );
}

const repeated = (word: string, count: number): string => Array.from({ length: count }, () => word).join(" ");
const others = (count: number): string => Array.from({ length: count }, (_, at) => `topic${String(at)}`).join(" ");

test("counts a word in both texts", () => {
  expect(propertyOf("counts", "plans and plans", "plans or nothing")).toEqual({ plans: 3, and: 1 });
});

test("a mark is worth half a word", () => {
  expect(propertyOf("weights", "plans (of 2013)")).toEqual({
    plans: wordWeight,
    "(": wordWeight / 2,
    of: wordWeight,
    2013: wordWeight,
    ")": wordWeight / 2,
  });
});

test.each([
  ["a word of 3 letters is common", "the", 1],
  ["a rare word of 4 letters is not common", "this", 0],
  ["a mark is common", ".", 1],
  ["a short number is not common", "5", 0],
])("%s", (_, word, common) => {
  expect(propertyOf("common", `we ${word} they`)[word]).toBe(common);
});

test.each([
  ["7 times in a short text is not common", 7, 20, 0],
  ["8 times in a short text is common", 8, 20, 1],
  ["19 times among 1600 words is not common", 19, 1581, 0],
  ["20 times among 1600 words is common", 20, 1580, 1],
])("a word that occurs %s", (_, count, size, common) => {
  expect(propertyOf("common", repeated("Members", count), others(size))["Members"]).toBe(common);
});

test.each([
  ["that occurs twice", 2, 1.3],
  ["that occurs once, as if it occurred twice", 1, 1.3],
  ["that occurs twice in a long text", 2, 1.3, 10_000],
  ["that occurs 16 times", 16, 1],
  ["that occurs 64 times", 64, 7 / 9],
  ["that occurs in every second place of a long text", 8192, 1 / 9],
  ["that is most of a long text", 16_000, 0.1],
])("the rarity of a word %s, in words", (_, count, rarity, size = count < 1000 ? 100 : 16_384 - count) => {
  expect(propertyOf("rarity", repeated("Members", count), others(size))["Members"]).toBe(
    Math.round(rarity * wordWeight),
  );
});

test("a mark is a quarter as rare as a word, and the hash of a picture is as rare as 8 words", () => {
  const rarity = propertyOf("rarity", "plans, ‹picture 0a1b2c3d›");
  expect(rarity).toMatchObject({
    plans: Math.round(1.3 * wordWeight),
    ",": Math.round((1.3 * wordWeight) / 4),
    "0a1b2c3d": 8 * wordWeight,
  });
});

test.each([
  [0, 0],
  [1, 0.2],
  [3, 0.4],
  [127, 1.4],
  [1023, 2],
  [4095, 2.4],
])("a run that opens in an edit of %i words costs %d words", (size, cost) => {
  expect(openingCost(size)).toBe(Math.round(cost * wordWeight));
});

test.each([
  [1, 1, -1.25],
  [3, 3, 0],
  [7, 7, 1.25],
  [7, 31, 1.95],
  [31, 7, 1.95],
  [31, 31, 3.75],
  [1, 999, 1.888],
  [1, 1000, 1.888],
  [1, 100_000, 1.888],
])("a run between edits of %i and %i words must be worth %d words", (before, after, cost) => {
  expect(islandCost(before, after) / wordWeight).toBeCloseTo(cost, 1);
});
