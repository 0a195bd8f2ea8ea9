import { pairClauses, type PairingLimits } from "#core/compare/clauses/clause-pairs.ts";
import { readTexts } from "#core/compare/compared-texts.ts";
import { sharesOf } from "#core/compare/clauses/shares.ts";
import { mapEqualWords } from "../equal-words.ts";
import { version } from "../versions.ts";

/** Returns words on a topic, from the `from`-th one: "fees1 fees2 fees3". */
const about = (topic: string, count: number, from = 1): string =>
  Array.from({ length: count }, (_, at) => `${topic}${String(from + at)}`).join(" ");

/**
 * Pairs the clauses of two texts by the words they share, and not by their place. The result is in the form "1=2+3" with
 * the numbers of the clauses, the score, and a tilde if the pair moved: "1~2".
 */
function paired(
  base: readonly string[],
  revised: readonly string[],
  limits: Partial<PairingLimits> = {},
): [string, number][] {
  const [from, to] = [version(base.join("\n")), version(revised.join("\n"))];
  const { words } = readTexts(from, to);
  const shares = sharesOf(mapEqualWords(words), words);
  const pairs = pairClauses(from.clauses, to.clauses, shares, { bound: [], mayPairInPlace: () => false, ...limits });
  const numbers = (indexes: readonly number[]): string => indexes.map((index) => String(index + 1)).join("+");
  return pairs.map((pair) => [`${numbers(pair.base)}${pair.moved ? "~" : "="}${numbers(pair.revised)}`, pair.score]);
}

const pairsOf = (...parameters: Parameters<typeof paired>): string[] => paired(...parameters).map(([pair]) => pair);

test.each([
  ["pairs", 3, 10, true],
  ["does not pair", 2, 7, false],
  ["pairs", 4, 13, true],
  ["does not pair", 4, 14, false],
])("%s two clauses anywhere that share %d of the %d words of the shorter one", (_case, shared, count, expected) => {
  const short = `${about("fees", shared)} ${about("old", count - shared)}`;
  const long = `${about("fees", shared)} ${about("new", 30)}`;
  expect(paired([short], [long])).toEqual(expected ? [["1=1", shared / count]] : []);
  expect(paired([long], [short])).toEqual(expected ? [["1=1", shared / count]] : []);
});

test("pairs the clauses that share the most words first", () => {
  const base = [`${about("fees", 6)} ${about("caps", 4)}`];
  expect(pairsOf(base, [`${about("caps", 4)} ${about("other", 6)}`, about("fees", 6)])).toEqual(["1=2"]);
  expect(pairsOf([`${about("caps", 4)} ${about("other", 6)}`, about("fees", 6)], base)).toEqual(["2=1"]);
});

test.each([
  ["replaces the strongest pair by two that share more together", 3, ["1=1", "2=2"]],
  ["keeps the strongest pair if two others share no more together", 2, ["1=2"]],
])("%s", (_case, own, expected) => {
  // Five words of the first clause moved to the second clause, and three stayed.
  const base = [`${about("fees", 5)} ${about("caps", 3)}`, `${about("cables", own)} ${about("old", 4)}`];
  const revised = [`${about("caps", 3)} ${about("new", 5)}`, `${about("fees", 5)} ${about("cables", own)}`];
  expect(pairsOf(base, revised)).toEqual(expected);
  expect(pairsOf(revised, base)).toEqual(expected.map((pair) => pair.split("=").reverse().join("=")));
});

test("replaces the strongest pair by the two best others", () => {
  const base = [
    `${about("fees", 5)} ${about("caps", 3)} ${about("bids", 2)}`,
    `${about("cables", 3)} ${about("old", 4)}`,
  ];
  const revised = [
    `${about("caps", 3)} ${about("new", 5)}`,
    `${about("fees", 5)} ${about("cables", 3)}`,
    `${about("bids", 2)} ${about("other", 4)}`,
  ];
  expect(pairsOf(base, revised)).toEqual(["1=1", "2=2"]);
  expect(pairsOf(revised, base)).toEqual(["1=1", "2=2"]);
});

test.each([
  ["takes", "half", 4, ["1=1+2"]],
  ["does not take", "less than half", 3, ["1=1"]],
])("%s a clause for a part of a split one if %s of it comes from there", (_case, _share, shared, expected) => {
  const whole = [`${about("fees", 9)} ${about("caps", shared)}`];
  const parts = [about("fees", 9), `${about("caps", shared)} ${about("new", 8 - shared)}`];
  expect(pairsOf(whole, parts)).toEqual(expected);
  expect(pairsOf(parts, whole)).toEqual(expected.map((pair) => pair.split("=").reverse().join("=")));
});

test("joins the parts of a clause that was split into four, whichever of them is the largest", () => {
  for (const largest of [1, 2, 3, 4]) {
    const parts = [1, 2, 3, 4].map((part) => about(`topic${String(part)}x`, part === largest ? 6 : 4));
    expect(pairsOf([parts.join(" ")], parts)).toEqual(["1=1+2+3+4"]);
    expect(pairsOf(parts, [parts.join(" ")])).toEqual(["1+2+3+4=1"]);
  }
});

test("joins the parts of a clause with a new clause between them, but with no clause that has a counterpart", () => {
  const parts = [about("fees", 6), about("new", 4), about("caps", 4)];
  const whole = `${about("fees", 6)} ${about("caps", 4)}`;
  expect(pairsOf([whole], parts)).toEqual(["1=1+3"]);
  expect(pairsOf(parts, [whole])).toEqual(["1+3=1"]);
  expect(pairsOf([whole, about("new", 4)], parts)).toEqual(["1=1", "2=2"]);
});

test("joins no part to a clause that was merged with another one", () => {
  const base = [about("fees", 6), `${about("caps", 6)} ${about("cables", 4)}`];
  const revised = [`${about("fees", 6)} ${about("caps", 6)}`, about("cables", 4)];
  const merged = [
    { base: 0, revised: 0 },
    { base: 1, revised: 0 },
  ];
  expect(pairsOf(base, revised, { known: merged, mayPair: () => false })).toEqual(["1+2=1"]);
  const split = merged.map((pair) => ({ base: pair.revised, revised: pair.base }));
  expect(pairsOf(revised, base, { known: split, mayPair: () => false })).toEqual(["1=1+2"]);
});

test("gives a known pair its score, and one of several clauses the lowest of their scores", () => {
  const [base, revised] = [[about("fees", 4), about("caps", 4)], [`${about("fees", 4)} ${about("caps", 4)}`]];
  const known = [
    { base: 0, revised: 0, score: 0.9 },
    { base: 1, revised: 0, score: 0.8 },
  ];
  expect(paired(base, revised, { known })).toEqual([["1+2=1", 0.8]]);
  expect(paired(base, revised, { known: known.toReversed() })).toEqual([["1+2=1", 0.8]]);
  const split = known.map(({ score, ...pair }) => ({ base: pair.revised, revised: pair.base, score }));
  expect(paired(revised, base, { known: split })).toEqual([["1=1+2", 0.8]]);
  expect(paired(revised, base, { known: split.toReversed() })).toEqual([["1=1+2", 0.8]]);
  expect(paired([about("fees", 4)], [about("caps", 4)], { known: [{ base: 0, revised: 0, score: 0.6 }] })).toEqual([
    ["1=1", 0.6],
  ]);
});

test("gives a pair beside a known one its own score", () => {
  const known = [{ base: 1, revised: 1, score: 0.6 }];
  const base = [about("fees", 4), about("caps", 4)];
  expect(paired(base, base, { known })).toEqual([
    ["1=1", 1],
    ["2=2", 0.6],
  ]);
});

test("scores a known pair without a score by the share of words that both have, and one without words with 1", () => {
  const known = [{ base: 0, revised: 0 }];
  expect(paired([`${about("fees", 3)} end`], [`${about("fees", 3)} begin soon`], { known })).toEqual([["1=1", 0.75]]);
  expect(paired([""], [""], { known })).toEqual([["1=1", 1]]);
});

test("joins a part to a known pair", () => {
  const base = [`${about("fees", 6)} ${about("caps", 4)}`];
  const known = [{ base: 0, revised: 0, score: 0.9 }];
  expect(paired(base, [about("fees", 6), about("caps", 4)], { known })).toEqual([["1=1+2", 0.9]]);
});

test("gives a pair of a person's link the score 1", () => {
  expect(paired([about("fees", 4)], [about("caps", 4)], { bound: [{ base: 0, revised: 0 }] })).toEqual([["1=1", 1]]);
  const known = [{ base: 0, revised: 0, score: 0.4 }];
  expect(paired([about("fees", 4)], [about("fees", 4)], { known })).toEqual([["1=1", 0.4]]);
});

test.each([
  ["that a person declared deleted", { bound: [{ base: 0, revised: -1 }] }],
  ["for one that a person declared new", { bound: [{ base: -1, revised: 0 }] }],
  ["that a person refused", { isRefused: () => true }],
  ["that content decides on", { mayPair: () => false }],
])("pairs no clause %s, even if the words are the same", (_case, limits) => {
  expect(pairsOf([about("fees", 8)], [about("fees", 8)], limits)).toEqual([]);
});

test("pairs other clauses beside one that a person declared deleted or new", () => {
  const [base, revised] = [
    [about("fees", 4), about("caps", 4)],
    [about("fees", 4), about("caps", 4)],
  ];
  expect(pairsOf(base, revised, { bound: [{ base: 0, revised: -1 }] })).toEqual(["2=2"]);
  expect(pairsOf(base, revised, { bound: [{ base: -1, revised: 1 }] })).toEqual(["1=1"]);
});

test("takes the clauses with the fewest words for moved, in a pair of clauses that changed places", () => {
  const [long, short] = [about("fees", 9), about("caps", 4)];
  expect(pairsOf([long, short], [short, long])).toEqual(["1=2", "2~1"]);
  expect(pairsOf([short, long], [long, short])).toEqual(["1~2", "2=1"]);
});

test("takes one long clause for moved if the others together have more words", () => {
  const [long, ...others] = [about("fees", 9), about("caps", 6), about("cables", 6)];
  expect(pairsOf([long, ...others], [...others, long])).toEqual(["1~3", "2=1", "3=2"]);
});

test("then pairs verbs over the same clauses, but none that a person refused", () => {
  const below = [about("fees", 4), about("caps", 4)];
  const [base, revised] = [
    ["verb| noting", ...below],
    [about("new", 4), "verb| recalling", ...below],
  ];
  expect(pairsOf(base, revised)).toEqual(["1=2", "2=3", "3=4"]);
  expect(pairsOf(base, revised, { isRefused: (from, to) => from === 0 && to === 1 })).toEqual(["2=3", "3=4"]);
});

test("last pairs clauses in the same place that share a little or have the same number", () => {
  const [from, to] = [
    version(`1.| ${about("fees", 2)} ${about("old", 9)}\n${about("caps", 4)}\n3.| ${about("bids", 4)}`),
    version(`2.| ${about("fees", 2)} ${about("new", 9)}\n${about("caps", 4)}\n3.| ${about("cables", 4)}`),
  ];
  const { words } = readTexts(from, to);
  const pairs = pairClauses(from.clauses, to.clauses, sharesOf(mapEqualWords(words), words), { bound: [] });
  expect(pairs.map(({ base, revised, score }) => [...base, ...revised, score])).toEqual([
    [0, 0, 0.25],
    [1, 1, 1],
    [2, 2, 0.25],
  ]);
});
