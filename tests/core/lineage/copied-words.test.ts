import { copiedWords } from "#core/lineage/origin-traces.ts";
import { type SentenceText, sentenceTextOf } from "#core/compare/words/sentence-text.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { version } from "../compare/versions.ts";

const textsOf = async (...texts: string[]): Promise<SentenceText[]> => {
  const lexicon = new Lexicon();
  return Promise.all(texts.map((text) => sentenceTextOf(version(text), lexicon, () => Promise.resolve())));
};

/** Returns the copied passages, each with its first word in the earlier text. All words are new except `known` ones. */
async function copied(earlier: string, later: string, known = ""): Promise<string[]> {
  const [from, to] = (await textsOf(earlier, later)) as [SentenceText, SentenceText];
  const shown = ({ words }: SentenceText, start: number, length: number): string =>
    words.text.slice(words.starts[start], words.ends[start + length - 1]);
  const isKnown = new Set(known.split(" "));
  const found: string[] = [];
  for (const phrase of copiedWords(to, from, (token) => !isKnown.has(shown(to, token, 1)))) {
    if (!phrase) continue;
    expect(shown(from, phrase.earlier, phrase.length)).toBe(shown(to, phrase.later, phrase.length));
    found.push(`${shown(to, phrase.later, phrase.length)} @${String(phrase.earlier)}`);
  }
  return found;
}

test.each([
  ["finds 5 copied words", "national plans for broadband networks", ["national plans for broadband networks @2"]],
  ["does not find 4 copied words", "national plans for broadband", []],
  ["does not count marks as words: 4 of them", "national plans, for broadband", []],
  [
    "does not count marks as words: 5 of them",
    "national plans, for broadband networks",
    ["national plans, for broadband networks @2"],
  ],
])("%s", async (_, phrase, found) => {
  expect(await copied(`Members publish ${phrase} yearly.`, `Groups debate ${phrase} often.`)).toEqual(found);
});

test("finds several copied passages in the order of the later text", async () => {
  const [plans, cables] = ["national plans for broadband networks", "operators repair submarine cables quickly"];
  const earlier = `Members publish ${plans} yearly.\nWhere storms rage, ${cables} or slowly.`;
  expect(await copied(earlier, `If ${cables}, groups debate ${plans} and ${cables} again.`)).toEqual([
    `${cables} @13`,
    `${plans} @2`,
    `${cables} @13`,
  ]);
});

test("finds the longest copy, and the first of equally long ones", async () => {
  const plans = "national plans for broadband networks";
  const earlier = `Members publish ${plans} yearly. Groups publish ${plans} in rural areas. We read ${plans} in rural areas.`;
  expect(await copied(earlier, `They debate ${plans} in rural areas.`)).toEqual([`${plans} in rural areas. @11`]);
});

test("finds no copy across the end of a sentence or clause", async () => {
  expect(
    await copied(
      "It has national plans. For broadband networks we pay.",
      "No national plans for broadband networks now.",
    ),
  ).toEqual([]);
  expect(await copied("We debate national plans for.", "No national plans for.\nBroadband networks")).toEqual([]);
  expect(
    await copied("We debate national plans. For broadband networks", "Few national plans. For broadband networks"),
  ).toEqual([]);
  const broken = "national plans for 1. 5 million people";
  expect(await copied(`We debate ${broken}`, `Few ${broken.replace(". ", ".")}`)).toEqual([]);
});

test("finds no copy of words that the later text has kept", async () => {
  const plans = "national plans for broadband networks";
  expect(await copied(`Members publish ${plans}`, `Groups debate ${plans}`, "broadband")).toEqual([]);
  expect(await copied(`Members publish ${plans} yearly`, `Groups debate ${plans} yearly`, "yearly")).toEqual([
    `${plans} @2`,
  ]);
  expect(await copied(`Members publish ${plans} yearly`, `Groups debate ${plans} yearly`, "national")).toEqual([
    "plans for broadband networks yearly @3",
  ]);
});

test.each([
  ["a fraction", "1.5", ["1.5 @2"]],
  ["a fraction and a unit", "1.5 °C", ["1.5 °C @2"]],
  ["a thousand", "10,000", ["10,000 @2"]],
  ["two fractions", "1.5.2", ["1.5.2 @2"]],
  ["a whole number alone", "15", []],
  ["a whole number and a unit", "30 %", ["30 % @2"]],
  ["a whole number and a unit in brackets", "30 %)", ["30 % @2"]],
  ["a whole number and a unit before a word", "30 % of", ["30 % @2"]],
  ["two numbers of a list", "1, 5", []],
  ["a number and a letter of a list", "1(a)", []],
  ["the number of an article", "Art.5", []],
  ["a whole number, a unit and a letter", "30 °C", ["30 °C @2"]],
  ["a whole number and a word", "30 days", []],
])("finds a number again by itself: %s", async (_, number, found) => {
  expect(await copied(`Warming below ${number} by June`, `Heating under ${number} at most`)).toEqual(found);
});

test("finds no part of a number that is different as a whole", async () => {
  expect(await copied("Warming below 1.5 by June", "Heating under 1.5 °C at most")).toEqual([]);
  expect(await copied("Warming below 1.7 by June", "Heating under 1.5 at most")).toEqual([]);
  expect(await copied("Warming below 1. 5 by June", "Heating under 1. 5 at most")).toEqual([]);
});

test("finds a passage again after a number that is not copied", async () => {
  const plans = "national plans for broadband networks";
  expect(await copied(`Members publish ${plans} yearly`, `Heating under 1.5 and ${plans} now`)).toEqual([
    `${plans} @2`,
  ]);
});
