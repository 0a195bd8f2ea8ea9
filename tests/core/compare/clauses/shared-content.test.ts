import { type ComparedTexts, readTexts } from "#core/compare/compared-texts.ts";
import { mapWords } from "#core/compare/words/map-words.ts";
import { haveSameWords, sharedContent, shareTellingWord } from "#core/compare/clauses/shared-content.ts";
import { version } from "../versions.ts";

const read = (base: readonly string[], revised: readonly string[]): ComparedTexts =>
  readTexts(version(base.join("\n")), version(revised.join("\n")));

test("lists the words of content that two clauses both have, as the base writes them, each once", () => {
  const { words } = read(
    ["the fee for a Licence, and the fee for “spectrum”"],
    ["“spectrum”: the price of a Licence, the Licence fee"],
  );
  expect(sharedContent(words, 0, 0).telling.sort()).toEqual(["Licence", "spectrum"]);
});

test("lists the rarest shared words first", () => {
  const { words } = read(
    ["operators publish tariffs for roaming", "operators report tariffs", "operators meet"],
    ["operators lower tariffs for roaming"],
  );
  expect(sharedContent(words, 0, 0).telling).toEqual(["roaming", "tariffs", "operators"]);
});

test("finds every occurrence of a shared word in both clauses, and none in other clauses", () => {
  const texts = read(
    ["tariffs and fees are public", "operators publish tariffs, and all tariffs are final"],
    ["tariffs of operators fall", "regulators review tariffs, fees and tariffs", "tariffs rise"],
  );
  const { ranges } = sharedContent(texts.words, 1, 1);
  for (const side of ["base", "revised"] as const) {
    const { text, clauses } = texts[side];
    expect(ranges[side].map(([start, end]) => text.slice(start, end))).toEqual(["tariffs", "tariffs"]);
    expect(ranges[side].every(([start, end]) => start > clauses[1]!.start && end < clauses[1]!.end + 1)).toBe(true);
    expect(ranges[side][0]).not.toEqual(ranges[side][1]);
  }
});

test("finds no shared content in common words and marks", () => {
  const { words } = read(["the fee of the day, and more"], ["the sum of the bid, and so on"]);
  expect(sharedContent(words, 0, 0)).toEqual({ telling: [], ranges: { base: [], revised: [] } });
});

/** Returns a long clause of different words. */
const letters = "abcdefghijklmnopqrstuvwxyz".split("");
const annex = letters.flatMap((one) => letters.map((other) => `name${one}${other}`)).join(" ");

test.each([
  ["8 times in a short text", 8, 0, true],
  ["9 times in a short text", 9, 0, false],
  ["9 times in 180 clauses", 9, 169, true],
  ["9 times in 179 clauses", 9, 168, false],
])("tells whether a word of content is rare: %s", (_case, times, others, isTelling) => {
  const clause = (index: number): string => `tariffs ${String(index)}`;
  const base = [
    annex,
    annex,
    ...Array.from({ length: times - 1 }, (_, index) => clause(index)),
    ...Array.from({ length: others }, (_, index) => `annual return ${String(index)}`),
  ];
  const { words } = read(base, ["tariffs fall"]);
  expect(sharedContent(words, 2, 0).telling).toEqual(isTelling ? ["tariffs"] : []);
  expect(sharedContent(words, 2, 0).ranges.base).toHaveLength(1);
});

test("tells whether two clauses keep a telling word, and not only common ones", () => {
  const [fees, cables] = [
    "regulators publish the fees for spectrum licences",
    "operators report each outage of cables",
  ];
  const { words } = read([fees, "of the fund and so on", cables], [cables, fees, "of the sum and so on"]);
  const map = mapWords(words);
  const kept = [0, 1, 2].map((from) => [0, 1, 2].map((to) => shareTellingWord(map, words, from, to)));
  expect(kept).toEqual([
    [false, true, false],
    [false, false, false],
    [true, false, false],
  ]);
});

test.each([
  ["the same text", "Member States report", "Member States report", true],
  ["the same text in other case", "MEMBER STATES report", "Member States Report", true],
  ["one other word", "Member States report", "Member States repeat", false],
  ["the beginning of the other", "Member States", "Member States report", false],
  ["the end of the other", "States report", "Member States report", false],
  ["no word", "", "", false],
])("tells whether two clauses have the same text: %s", (_case, base, revised, expected) => {
  const { words } = read(["fees are public", base, "tariffs fall"], ["tariffs", "fees are public", revised, "levies"]);
  expect(haveSameWords(words, 1, 2)).toBe(expected);
});
