import { ClauseContent } from "#core/compare/clauses/clause-content.ts";
import { type ComparedWords, readTexts } from "#core/compare/compared-texts.ts";
import { version } from "../versions.ts";

const read = (base: readonly string[], revised: readonly string[]): ComparedWords =>
  readTexts(version(base.join("\n")), version(revised.join("\n"))).words;
const all = (clauses: readonly string[]): number[] => [...clauses.keys()];

/** Reads the content of two texts; the counterparts of all clauses are looked for. */
function contentOf(base: readonly string[], revised: readonly string[]): ClauseContent {
  return new ClauseContent(read(base, revised), { base: all(base), revised: all(revised) });
}

const [fees, cables, culture] = [
  "regulators publish fees for spectrum licences",
  "operators report each outage of submarine cables",
  "the importance of local content",
];

test("gives clauses with the same words in the same order the likeness 1, and clauses without a common word 0", () => {
  const content = contentOf([fees, cables], [culture, fees]);
  expect(content.likeness(0, 1)).toBeCloseTo(1, 10);
  expect(content.likeness(0, 0)).toBe(0);
});

test.each([
  ["marks", "regulators publish (fees) for “spectrum licences”;"],
  ["other endings", "regulator publishes fees for spectrum licence"],
  ["capitals", "Regulators Publish Fees FOR Spectrum Licences"],
])("ignores %s", (_case, revised) => {
  expect(contentOf([fees, culture], [revised, cables]).likeness(0, 0)).toBeCloseTo(1, 10);
});

test("ignores the marks of a clause whose counterpart is not looked for", () => {
  const words = read(["spectrum, licence"], ["spectrum licence,", "outages"]);
  expect(new ClauseContent(words, { base: [0], revised: [] }).likeness(0, 0)).toBeCloseTo(1, 10);
  expect(new ClauseContent(words, { base: [], revised: [0] }).likeness(0, 0)).toBeCloseTo(1, 10);
});

test("takes clauses for less alike if the same words are in another order", () => {
  const content = contentOf([fees], ["spectrum licences for fees regulators publish", cables]);
  expect(content.likeness(0, 0)).toBeGreaterThan(0.3);
  expect(content.likeness(0, 0)).toBeLessThan(0.8);
});

/** The square of the weight of a word that so many of all clauses have. */
const square = (total: number, holders: number): number => Math.log(1 + total / holders) ** 2;
/** Two neighbouring words weigh 0.7 as much as one. */
const pair = 0.7 ** 2;

test("weighs each word by its rarity among the clauses of both texts, and also neighbouring words", () => {
  const content = contentOf(["spectrum licence", "tariffs"], ["spectrum auction", "outages"]);
  const [shared, own] = [square(4, 2), square(4, 1)];
  expect(content.likeness(0, 0)).toBeCloseTo(shared / (shared + own * (1 + pair)), 10);
});

test("weighs a word that two clauses repeat more, but not in proportion", () => {
  const content = contentOf(["licence, spectrum tariffs spectrum", "broadband"], ["licence of spectrum", "outages"]);
  const [shared, own, damped] = [square(4, 2), square(4, 1), 1 + Math.log(2)];
  const lengths = (shared + damped ** 2 * shared + own * (1 + 3 * pair)) * (2 * shared + own * 2 * pair);
  expect(content.likeness(0, 0)).toBeCloseTo((shared + damped * shared) / Math.sqrt(lengths), 10);
});

test("weighs neighbouring words that both clauses have", () => {
  const content = contentOf(["spectrum licence fees", "broadband"], ["spectrum licence caps", "outages"]);
  const [shared, own] = [square(4, 2) * (2 + pair), square(4, 1) * (1 + pair)];
  expect(content.likeness(0, 0)).toBeCloseTo(shared / (shared + own), 10);
});

test("counts words that no clause without a partner has as words of two clauses", () => {
  const words = read(["spectrum licence", "auction"], ["auction under spectrum licence", "auction"]);
  const content = new ClauseContent(words, { base: [0], revised: [] });
  const shared = square(4, 2) * (2 + pair);
  const other = square(4, 2) * (2 + 2 * pair);
  expect(content.likeness(0, 0)).toBeCloseTo(Math.sqrt(shared / (shared + other)), 10);
});

test("counts a common word only together with the word beside it", () => {
  const words = read(["spectrum for licence", "tariffs"], ["auction for spectrum licence", "outages"]);
  const content = new ClauseContent(words, { base: [0], revised: [] });
  const [shared, own, other] = [2 * square(4, 2), square(4, 1) * 2 * pair, square(4, 2) * (1 + 3 * pair)];
  expect(content.likeness(0, 0)).toBeCloseTo(shared / Math.sqrt((shared + own) * (shared + other)), 10);
});

test("takes clauses that share only common words for different", () => {
  const words = read(["the fees of it", "tariffs"], ["of the caps", "outages"]);
  expect(new ClauseContent(words, { base: [0], revised: [] }).likeness(0, 0)).toBe(0);
  expect(new ClauseContent(words, { base: [0, 1], revised: [0, 1] }).likeness(0, 0)).toBe(0);
});

const phrase = (count: number): string[] =>
  "abcdefghijklmnopqrstuvwxy"
    .split("")
    .slice(0, count)
    .map((letter) => `each${letter} shall report`);

test.each([
  ["takes", 24, true],
  ["does not take", 25, false],
])("%s clauses for alike that share only a phrase of %d clauses", (_case, count, expected) => {
  const content = contentOf(phrase(count - 1), ["parties shall report"]);
  expect(content.likeness(0, 0) > 0).toBe(expected);
});

test("weighs a phrase of 24 clauses like any rare word", () => {
  const content = contentOf(["fees shall report", ...phrase(22)], ["caps shall report", "outages of cables"]);
  const [shared, own] = [square(25, 24) * pair, square(25, 1) * (1 + pair)];
  expect(content.likeness(0, 0)).toBeCloseTo(shared / (shared + own), 10);
});

test("finds what two clauses share, whatever either of them shares with others", () => {
  const content = contentOf(["licence", "tariffs"], ["licence of tariffs", "tariffs"]);
  expect(content.likeness(1, 0)).toBeGreaterThan(0);
  expect(content.likeness(1, 0)).toBeLessThan(content.likeness(1, 1));
  const others = contentOf(["licence caps", "licence bids tariffs"], ["tariffs"]);
  expect(others.alike("base", 1).map(({ clause }) => clause)).toEqual([0]);
});

test("weighs rare words again, without the phrases of many clauses", () => {
  const content = contentOf(
    ["spectrum fees shall report", ...phrase(23)],
    ["spectrum caps shall report", "outages of cables"],
  );
  const [rare, many, own] = [square(26, 2), square(26, 25) * pair, square(26, 1) * (1 + 2 * pair)];
  const cosine = (rare + many) / (rare + many + own);
  expect(content.likeness(0, 0)).toBeCloseTo(Math.sqrt(cosine * (rare / (rare + own))), 10);
});

test("lists the clauses of the other text that are most alike, best first, at most 4", () => {
  const near = [
    "fees rise",
    "fees for spectrum fall",
    "spectrum fees are public",
    "licences",
    `${fees} yearly`,
    cables,
  ];
  const content = contentOf([fees], near);
  const found = content.alike("base", 0);
  expect(found).toHaveLength(4);
  expect(found[0]?.clause).toBe(4);
  const values = found.map(({ value }) => value);
  expect(values).toEqual(values.toSorted((one, other) => other - one));
  expect(found.every(({ clause, value }) => value === content.likeness(0, clause))).toBe(true);
  expect(content.alike("revised", 4).map(({ clause }) => clause)).toEqual([0]);
  expect(content.alike("revised", 5)).toEqual([]);
});

test("gives the same likeness from both sides", () => {
  const content = contentOf([cables, fees], [`${fees} yearly`, `${culture} and fees`]);
  const [best] = content.alike("base", 1);
  expect(best).toEqual({ clause: 0, value: content.likeness(1, 0) });
  expect(content.alike("revised", 0)[0]).toEqual({ clause: 1, value: content.likeness(1, 0) });
});

test("lists clauses that are equally alike in their order", () => {
  const twins = ["spectrum caps", "spectrum bids", "spectrum fees", "spectrum cuts", "spectrum sale"];
  const content = contentOf(["spectrum auction", "licence"], ["licence", ...twins]);
  expect(content.alike("base", 0).map(({ clause }) => clause)).toEqual([1, 2, 3, 4]);
});

test("lists the first 4 of 5 clauses that are equally alike", () => {
  const words = ["alphas", "bravos", "charlies", "deltas", "echoes"];
  const content = contentOf([words.join(" ")], words.toReversed());
  expect(content.alike("base", 0).map(({ clause }) => clause)).toEqual([0, 1, 2, 3]);
});

test("lists a clause that shares many words before those that share one rarer word", () => {
  const [rare, many] = [["alphas", "bravos", "charlies", "deltas"], "echoes foxtrots golfs"];
  const content = contentOf([`${rare.join(" ")} ${many}`, many], [...rare, many]);
  expect(content.alike("base", 0).map(({ clause }) => clause)[0]).toBe(4);
});

test("lists no clause that shares only what many clauses have", () => {
  const content = contentOf(["parties shall report"], phrase(25));
  expect(content.alike("base", 0)).toEqual([]);
});

test.each<[string, string, string, string, number]>([
  ["nothing", "spectrum fees", "auction caps", "spectrum", 0],
  ["words that the partner has too", "spectrum fees", "spectrum caps", "spectrum bids", 0],
  ["words that the partner does not have", "spectrum fees", "spectrum caps", "bids", 1],
])("tells how much of what two clauses share is missing in a partner: %s", (_case, own, other, partner, expected) => {
  expect(contentOf([own, partner], [cables, other]).exclusiveShare("base", 0, 1, 1)).toBe(expected);
  expect(contentOf([cables, other], [own, partner]).exclusiveShare("revised", 0, 1, 1)).toBe(expected);
});

test("finds what a partner lacks, whatever the clauses share with others", () => {
  expect(contentOf(["licence tariffs", "licence"], ["tariffs of outages"]).exclusiveShare("base", 0, 0, 1)).toBe(1);
  expect(contentOf(["licence", "tariffs"], ["licence tariffs"]).exclusiveShare("base", 1, 0, 0)).toBe(1);
});

test("weighs the words that a partner lacks by their rarity", () => {
  const [base, revised] = [
    ["spectrum now tariffs", "old tariffs"],
    ["spectrum and tariffs", "outages"],
  ];
  const expected = square(4, 2) / (square(4, 2) + square(4, 3));
  expect(contentOf(base, revised).exclusiveShare("base", 0, 0, 1)).toBeCloseTo(expected, 10);
  expect(contentOf(revised, base).exclusiveShare("revised", 0, 0, 1)).toBeCloseTo(expected, 10);
});

/** A clause of many different words. */
const letters = "abcdefghijklmnopqrstuvwxyz".split("");
const annex = letters.flatMap((one) => letters.map((other) => `${one}${other}tion`));

test.each([
  ["19 phrases, of which each leads to 22 clauses", 19, 22, false],
  ["20 phrases, of which each leads to 22 clauses", 20, 22, true],
  ["20 phrases of more than 24 clauses", 20, 25, false],
])("looks at no more than 400 clauses: %s", (_case, count, clauses, isCut) => {
  const text = Array.from({ length: count }, (_, at) => `${letters[at] ?? ""}zzzz`).join(" ");
  const base = [text, annex.join(" "), annex.map((word) => `x${word}`).join(" ")];
  const revised = Array.from({ length: clauses }, () => text);
  const content = new ClauseContent(read(base, revised), { base: [0], revised: [0] });
  content.alike("base", 0);
  expect(content.isCut("base", 0)).toBe(isCut);
  expect(content.alike("base", 0).length > 0).toBe(clauses === 22);
  content.alike("revised", 0);
  expect(content.isCut("revised", 0)).toBe(false);
});
