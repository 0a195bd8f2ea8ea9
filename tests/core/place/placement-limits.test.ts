import { anchor, describe as describeRange } from "#core/place/anchor.ts";
import { carryForward } from "#core/place/carry-forward.ts";
import { placeRange, quotedOnce } from "#core/place/place-range.ts";
import { carryRange, type TextMapping } from "#core/place/text-mapping.ts";
import { version } from "../compare/versions.ts";
import { mappedWords, numbered } from "./mapped-words.ts";

/** The annotated text of every case: ten words. */
const quote = numbered("word", 10);
const [first, second, third, fourth, fifth] = quote.split(" ") as [string, string, string, string, string];
const last = "word10";

/** Puts twelve words before and after a text, as many as the score of a placement considers. */
const amid = (text: string): string => `${numbered("before", 12)} ${text} ${numbered("after", 12)}`;

/** Maps the annotated text to another text, both among unchanged words. */
const edited = (text: string): TextMapping => mappedWords(amid(quote), amid(text));

/** Carries the annotated text. Returns the state and the number of words at the new location. */
function placed(mapping: TextMapping): [state: string, words: number] {
  const start = mapping.base.text.indexOf(quote);
  const target = describeRange(mapping.base, start, start + quote.length);
  const { state, targets } = placeRange(target, mapping);
  const range = targets[0] && anchor(mapping.revised, targets[0]);
  return [state, range ? mapping.revised.text.slice(...range).split(" ").length : 0];
}

/** Returns the score of carrying the annotated text. */
function scoreOf(mapping: TextMapping): number {
  const start = mapping.base.text.indexOf(quote);
  return carryRange(mapping.words, [start, start + quote.length]).score;
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
])("places %s", (_case, mapping, expected) => {
  expect(placed(mapping)).toEqual(expected);
});

test.each([
  ["23 words inserted into three", 23, 1, 3 + 23],
  ["24 words inserted into three: the larger part", 24, 1, 2],
  ["two parts 20 words apart, and one farther away", 19, 40, 4 + 19],
  ["two parts 21 words apart, and one farther away", 20, 40, 2],
])("locates %s", (_case, inserted, deleted, words) => {
  const text = deleted === 1 ? `${first} ${second} ${third}` : `${first} ${second} ${third} ${fourth} ${fifth}`;
  const start = amid(text).indexOf(text);
  const revised =
    deleted === 1
      ? `${first} ${second} ${numbered("new", inserted)} ${third}`
      : `${first} ${second} ${numbered("new", inserted)} ${third} ${fourth} ${numbered("far", deleted)} ${fifth}`;
  const mapping = mappedWords(amid(text), amid(revised));
  const { range } = carryRange(mapping.words, [start, start + text.length]);
  expect(range && mapping.revised.text.slice(...range).split(" ").length).toBe(words);
});

const [front, back] = [numbered("word", 5), quote.slice(numbered("word", 5).length + 1)];
const apart = numbered("new", 60);

test.each([
  ["the first of two equal parts that are far apart", `${front} ${apart} ${back}`, front],
  ["both of two parts that changed places", `${back} ${front}`, `${back} ${front}`],
])("locates %s", (_case, revised, expected) => {
  const mapping = edited(revised);
  const start = mapping.base.text.indexOf(quote);
  const { range } = carryRange(mapping.words, [start, start + quote.length]);
  expect(range && mapping.revised.text.slice(...range)).toBe(expected);
});

test.each<[string, (gap: string) => string]>([
  ["after", (gap) => `${first} ${second} ${gap} ${third} inserted`],
  ["before", (gap) => `inserted ${first} ${gap} ${second} ${third}`],
])("leaves out a word kept alone %s the others if more than 6 words separate them", (_case, textWith) => {
  const text = `${first} ${second} ${third}`;
  const lengthWith = (gap: string): number | undefined => {
    const mapping = mappedWords(amid(text), amid(textWith(gap)));
    const start = mapping.base.text.indexOf(text);
    const { range } = carryRange(mapping.words, [start, start + text.length]);
    return range ? mapping.revised.text.slice(...range).split(" ").length : undefined;
  };
  expect(lengthWith(numbered("new", 6))).toBe(3 + 6);
  expect(lengthWith(numbered("new", 7))).toBe(2);
});

test("rejects text of which less than a fifth is left, however sure its location", () => {
  const locate = (text: string) => {
    const start = amid(text).indexOf(text);
    return carryRange(mappedWords(amid(text), amid(first)).words, [start, start + text.length]).range;
  };
  expect(locate(numbered("word", 5))).not.toBeNull();
  expect(locate(numbered("word", 6))).toBeNull();
});

describe("the score of a placement", () => {
  const kept = scoreOf(edited(quote));

  test.each([
    ["words are lost within it", edited(quote.replace(` ${fourth}`, ""))],
    ["words are inserted into it", edited(quote.replace(fourth, `${fourth} new`))],
    ["the words around it are lost", mappedWords(amid(quote), `${numbered("before", 12)} ${quote}`)],
  ])("falls if %s", (_case, mapping) => {
    expect(scoreOf(mapping)).toBeLessThan(kept);
  });

  test("considers only the words around it that exist", () => {
    expect(scoreOf(mappedWords(quote, quote))).toBe(kept);
  });

  test("considers words that moved far away from its end as lost", () => {
    const [end, lost] = [` ${last}`, edited(quote.replace(` ${last}`, ""))];
    for (const moved of [`${lost.revised.text} ${apart}${end}`, `${last} ${apart} ${lost.revised.text}`]) {
      expect(scoreOf(mappedWords(amid(quote), moved))).toBe(scoreOf(lost));
    }
  });

  test("rises with each lost word if too few are left", () => {
    const without = (count: number): TextMapping => mappedWords(amid(quote), numbered("word", count));
    const scores = [4, 3, 2, 1, 0].map((count) => scoreOf(without(count)));
    expect(scores).toEqual(scores.toSorted((one, other) => one - other));
    expect(new Set(scores).size).toBe(5);
    expect(scores[4]).toBe(1);
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

  test.each([
    ["before", (between: string): string => `near ${between}${quote}`],
    ["after", (between: string): string => `${quote} ${between}near`],
  ])("considers a word %s it near if less than 60 words and its own length lie between", (_side, written) => {
    const apart = (words: number): number => scoreOf(mappedWords(written(""), written(`${numbered("new", words)} `)));
    // The middle of ten words is 4.5 words from an end, so the next word is 5.5 + 64 = 69.5 words away.
    expect(apart(64)).toBe(kept);
    expect(apart(65)).toBeLessThan(kept);
  });
});

test("the score of several targets is that of the least certain one", () => {
  const mapping = edited(`${first} ${numbered("new", 8)} ${last}`);
  const targets = ["before3 before4", quote].map((text) => {
    const start = mapping.base.text.indexOf(text);
    return describeRange(mapping.base, start, start + text.length);
  });
  const scores = targets.map((target) => carryForward({ id: "x", targets: [target] }, mapping, "revised").score);
  expect(scores[0]).toBeGreaterThan(scores[1]!);
  expect(carryForward({ id: "x", targets }, mapping, "revised").score).toBe(scores[1]);
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
