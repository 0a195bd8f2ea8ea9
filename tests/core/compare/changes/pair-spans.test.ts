import { noSpan } from "#core/compare/changes/open-spans.ts";
import { pairSpans, type SpanHint } from "#core/compare/changes/pair-spans.ts";
import { openTexts } from "../open-texts.ts";

/** Lists the pairs of brackets of two texts by index, given the passages that both texts have: "0-1". */
function pairs(base: string, revised: string, passages: readonly string[], hints: readonly SpanHint[] = []): string[] {
  const texts = openTexts(base, revised, passages);
  return [...pairSpans(texts.base, texts.revised, hints).entries()]
    .filter(([, other]) => other !== noSpan)
    .map(([index, other]) => `${String(index)}-${String(other)}`);
}

/** A hint that two brackets have some signs in common. */
const hint = (base: number, revised: number, signs: number): SpanHint => ({ base, revised, signs });

describe("two brackets are a pair", () => {
  test.each<[string, string, string, string[], string[]]>([
    [
      "if the later one holds most words of the earlier one",
      "[one two three]",
      "[one two four five six seven]",
      ["one two"],
      ["0-0"],
    ],
    [
      "if the earlier one holds most words of the later one",
      "[one two four five six seven]",
      "[one two three]",
      ["one two"],
      ["0-0"],
    ],
    ["not if it holds half of them", "[one two three four]", "[one two five six]", ["one two"], []],
    ["not if only their marks are the same", "[one, two; three]", "[four, five; six]", [",", ";"], []],
    ["not if the words are outside the brackets", "[one two] three", "one two [three]", ["one two", "three"], []],
    [
      "if the words are in another order",
      "[one two three]",
      "[three nine two ten one]",
      ["one", "two", "three"],
      ["0-0"],
    ],
    ["if one of them begins its text", "one [two] three", "[two] three", ["two"], ["0-0"]],
  ])("%s", (_fact, base, revised, passages, expected) => {
    expect(pairs(base, revised, passages)).toEqual(expected);
  });

  test("if most words are in the outer one, although one is in an inner one", () => {
    expect(pairs("[one two three]", "[one [two] three]", ["one", "two", "three"])).toEqual(["0-0"]);
    expect(pairs("[one [two] three]", "[one two three]", ["one", "two", "three"])).toEqual(["0-0"]);
  });

  test("if both signs are the same, but not if one is", () => {
    expect(pairs("[one] two", "[three] two", ["two"], [hint(0, 0, 2)])).toEqual(["0-0"]);
    expect(pairs("[one] two", "[three] two", ["two"], [hint(0, 0, 1)])).toEqual([]);
  });
});

describe("of several possible pairs", () => {
  test("the one with the largest share of common words counts", () => {
    expect(pairs("[one two three four five]", "[one two] [three four five]", ["one two", "three four five"])).toEqual([
      "0-1",
    ]);
    expect(pairs("[one two] [three four five]", "[one two three four five]", ["one two", "three four five"])).toEqual([
      "1-0",
    ]);
    expect(pairs("[one two three]", "[one two three four five six seven] [eight]", ["one two three"])).toEqual(["0-0"]);
  });

  test("the first counts if both have the same share", () => {
    expect(pairs("[one two three four]", "[one two] [three four]", ["one two", "three four"])).toEqual(["0-0"]);
    expect(pairs("[one two] [three four]", "[one two three four]", ["one two", "three four"])).toEqual(["0-0"]);
  });

  test("a sign adds a quarter to the share of words", () => {
    // The shares are 2 × 2 of 7 and 2 × 3 of 8 words.
    const [base, revised] = ["[one two three four five]", "[one two] [three four five]"];
    expect(pairs(base, revised, ["one two", "three four five"], [hint(0, 0, 1)])).toEqual(["0-0"]);
    expect(
      pairs(
        "[one two three four five six]",
        "[one two] [three four five six]",
        ["one two", "three four five six"],
        [hint(0, 0, 1)],
      ),
    ).toEqual(["0-1"]);
  });

  test("both signs without any word are worth half of the words", () => {
    expect(pairs("[one two] [nine]", "[one two three four five]", ["one two"], [hint(1, 0, 2)])).toEqual(["0-0"]);
    expect(pairs("[one two] [nine]", "[one two three four five six seven]", ["one two"], [hint(1, 0, 2)])).toEqual([
      "1-0",
    ]);
  });

  test("each bracket has one", () => {
    expect(pairs("[one two] [three]", "[one two] [four]", ["one two"], [hint(1, 1, 2), hint(0, 1, 2)])).toEqual([
      "0-0",
      "1-1",
    ]);
  });

  test("empty brackets count by their signs", () => {
    expect(pairs("[ ] one", "[ ] one", ["one"], [hint(0, 0, 2)])).toEqual(["0-0"]);
    expect(
      pairs("[ ] [two three] one", "[ ] [two three] one", ["one", "two three"], [hint(0, 1, 2), hint(0, 0, 2)]),
    ).toEqual(["0-0", "1-1"]);
  });

  test("with the same signs, the one with common words counts", () => {
    const hints = [hint(0, 0, 2), hint(0, 1, 2)];
    expect(pairs("[one two three]", "[four five six] [one seven eight]", ["one"], hints)).toEqual(["0-1"]);
    expect(pairs("[one two three]", "[four five six] one [seven eight nine]", ["one"], hints)).toEqual(["0-0"]);
    const both = [hint(0, 0, 2), hint(1, 0, 2)];
    expect(pairs("[one two three] [four five six]", "[seven five eight] one", ["one", "five"], both)).toEqual(["1-0"]);
  });
});

test("brackets nested deeper than 32 are not paired by their words", () => {
  const nested = (depth: number): string => `${"[".repeat(depth)}one two${"]".repeat(depth)}`;
  expect(pairs(nested(32), nested(32), [nested(32)])).toHaveLength(32);
  expect(pairs(nested(33), nested(33), [nested(33)])).toHaveLength(32);
});
