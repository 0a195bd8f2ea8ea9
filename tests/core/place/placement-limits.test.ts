import { anchor, describe as describeRange } from "#core/place/anchor.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { quotedOnce } from "#core/place/place-range.ts";
import { carryRange, type TextMapping } from "#core/place/text-mapping.ts";
import { version } from "../compare/versions.ts";
import { mappedWords, numbered } from "./mapped-words.ts";

/** The annotated text of every case: ten words. */
const quote = numbered("word", 10);
const [first, second, third, fourth, fifth] = quote.split(" ") as [string, string, string, string, string];
const last = "word10";

/** Puts twelve words before and after a text, as many as the score of a placement considers. */
const amid = (text: string): string => `${numbered("before", 12)} ${text} ${numbered("after", 12)}`;

/** Returns the mapping of the annotated text, and what became of it, among unchanged words. */
const edited = (text: string): TextMapping => mappedWords(amid(quote), amid(text));

/** Carries the annotated text. Returns the state and the number of words at the new location. */
function placed(carriage: TextMapping): [state: string, words: number] {
  const start = carriage.base.text.indexOf(quote);
  const target = describeRange(carriage.base, start, start + quote.length);
  const { state, targets } = carryForward({ id: "x", targets: [target] }, carriage, "revised");
  const range = targets[0] && anchor(carriage.revised, targets[0]);
  return [state, range ? carriage.revised.text.slice(...range).split(" ").length : 0];
}

/** Returns the score of carrying the annotated text. */
function scoreOf(carriage: TextMapping): number {
  const start = carriage.base.text.indexOf(quote);
  return carryRange(carriage.words, [start, start + quote.length]).score;
}

test.each<[string, TextMapping, ReturnType<typeof placed>]>([
  [
    "two of ten words with 6 new ones between them",
    edited(`${first} ${numbered("new", 6)} ${last}`),
    ["text-changed", 8],
  ],
  [
    "two of ten words with 8 new ones between them",
    edited(`${first} ${numbered("new", 8)} ${last}`),
    ["approximate", 10],
  ],
  ["one of ten words", edited(first), ["orphan", 0]],
  [
    "five of ten words without their surroundings",
    mappedWords(amid(quote), `${first} ${second} ${third} ${fourth} ${last}`),
    ["approximate", 5],
  ],
  [
    "four of ten words without their surroundings",
    mappedWords(amid(quote), `${first} ${second} ${third} ${last}`),
    ["orphan", 0],
  ],
])("places %s", (_case, carriage, expected) => {
  expect(placed(carriage)).toEqual(expected);
});

test.each([
  ["20 words inserted into three", 20, 1, 3 + 20],
  ["30 words inserted into three: the larger part", 30, 1, 2],
  ["two parts 20 words apart, and one farther away", 19, 40, 4 + 19],
  ["two parts 21 words apart, and one farther away", 20, 40, 2],
])("locates %s", (_case, inserted, away, words) => {
  const text = away === 1 ? `${first} ${second} ${third}` : `${first} ${second} ${third} ${fourth} ${fifth}`;
  const start = amid(text).indexOf(text);
  const revised =
    away === 1
      ? `${first} ${second} ${numbered("new", inserted)} ${third}`
      : `${first} ${second} ${numbered("new", inserted)} ${third} ${fourth} ${numbered("far", away)} ${fifth}`;
  const carriage = mappedWords(amid(text), amid(revised));
  const { range } = carryRange(carriage.words, [start, start + text.length]);
  expect(range && carriage.revised.text.slice(...range).split(" ").length).toBe(words);
});

describe("the score of a placement", () => {
  const kept = scoreOf(edited(quote));

  test.each([
    ["words are lost within it", edited(quote.replace(` ${fourth}`, ""))],
    ["words are inserted into it", edited(quote.replace(fourth, `${fourth} new`))],
    ["the words around it are lost", mappedWords(amid(quote), `${numbered("before", 12)} ${quote}`)],
  ])("falls if %s", (_case, carriage) => {
    expect(scoreOf(carriage)).toBeLessThan(kept);
  });

  test("falls more for words lost at an end than within", () => {
    expect(scoreOf(edited(quote.replace(`${first} `, "")))).toBeLessThan(
      scoreOf(edited(quote.replace(` ${fourth}`, ""))),
    );
  });

  test.each([1, 2, 3])("falls as much for %i words lost at the end as at the beginning", (lost) => {
    const words = quote.split(" ");
    const within = edited([...words.slice(0, 4), ...words.slice(4 + lost)].join(" "));
    const atEnd = scoreOf(edited(words.slice(0, -lost).join(" ")));
    expect(atEnd).toBeCloseTo(scoreOf(edited(words.slice(lost).join(" "))), 10);
    expect(atEnd).toBeLessThan(scoreOf(within));
  });

  test("considers 12 words on either side, and none beyond", () => {
    const base = `far1 ${amid(quote)} far2`;
    expect(scoreOf(mappedWords(base, amid(quote)))).toBe(kept);
    expect(scoreOf(mappedWords(base, base.replace("before1 ", "")))).toBeLessThan(kept);
    expect(scoreOf(mappedWords(base, base.replace(" after12", "")))).toBeLessThan(kept);
  });

  test("considers a word near if less than 60 words and the range's own length lie between", () => {
    const apart = (words: number): TextMapping =>
      mappedWords(amid(quote), amid(quote).replace(` ${first}`, ` ${numbered("new", words)} ${first}`));
    // The middle of ten words is 4.5 words from the first, so the nearest word before is 5.5 + 64 = 69.5 words away.
    const [near, far] = [apart(64), apart(65)];
    expect(scoreOf(far)).toBeLessThan(scoreOf(near));
  });
});

test("the score of several targets is that of the least certain one", () => {
  const carriage = edited(`${first} ${numbered("new", 8)} ${last}`);
  const targets = ["before3 before4", quote].map((text) => {
    const start = carriage.base.text.indexOf(text);
    return describeRange(carriage.base, start, start + text.length);
  });
  const scores = targets.map((target) => carryForward({ id: "x", targets: [target] }, carriage, "revised").score);
  expect(scores[0]).toBeGreaterThan(scores[1]!);
  expect(carryForward({ id: "x", targets }, carriage, "revised").score).toBe(scores[1]);
});

test.each<[string, string, [number, number] | undefined]>([
  ["at the beginning", `${quote} after`, [0, quote.length]],
  ["twice", `${quote} and ${quote}`, undefined],
  ["nowhere", "after", undefined],
])("finds lost text that is %s only if it is unique", (_where, revised, place) => {
  const base = amid(quote);
  const start = base.indexOf(quote);
  expect(quotedOnce([start, start + quote.length], 10, version(base), version(revised))).toEqual(place);
});
