import { bracketSpans, type OpenSpan, optionSpans } from "#core/compare/changes/open-spans.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { wordsOf } from "#core/text/tokens.ts";
import { textOf } from "../open-texts.ts";

type Find = typeof bracketSpans;

function spansIn(text: string, find: Find): { version: VersionText; spans: OpenSpan[]; inside: string[] } {
  const version = textOf(text);
  const words = wordsOf(version, new Lexicon());
  const spans = find(version, words);
  const inside = spans.map(({ first, last }) =>
    first < last ? version.text.slice(words.starts[first], words.ends[last - 1]).replaceAll("\n", " / ") : "",
  );
  return { version, spans, inside };
}

/** Lists the text of each bracket or option of a text, with its signs or its name; "/" divides clauses. */
const texts = (text: string, find: Find = bracketSpans): string[] => {
  const { version, spans } = spansIn(text, find);
  return spans.map(({ start, end }) => version.text.slice(start, end).replaceAll("\n", " / "));
};

/** Lists the text inside each bracket or option. */
const inside = (text: string, find: Find = bracketSpans): string[] => spansIn(text, find).inside;

/** Lists one property of each bracket or option. */
const each = <Key extends keyof OpenSpan>(text: string, key: Key, find: Find = bracketSpans): OpenSpan[Key][] =>
  spansIn(text, find).spans.map((span) => span[key]);

describe("the brackets of a text", () => {
  const nested = "Parties [shall [soon] report, [in May]] and [pay] coins";

  test("are found in the order of the text, with their signs and what they hold", () => {
    expect(texts(nested)).toEqual(["[shall [soon] report, [in May]]", "[soon]", "[in May]", "[pay]"]);
    expect(inside(nested)).toEqual(["shall [soon] report, [in May]", "soon", "in May", "pay"]);
  });

  test("have a number of words, without marks, and a depth", () => {
    expect(each(nested, "words")).toEqual([5, 1, 2, 1]);
    expect(each(nested, "depth")).toEqual([1, 2, 2, 1]);
    expect(each(nested, "parent")).toEqual([-1, 0, 0, -1]);
  });

  test("are in the clauses in which they open and end", () => {
    const text = "Parties meet\nThey [pay]\n[They report\nThey lend]\nThey [meet]";
    expect(texts(text)).toEqual(["[pay]", "[They report / They lend]", "[meet]"]);
    expect(each(text, "clause")).toEqual([1, 2, 4]);
    expect(each(text, "lastClause")).toEqual([1, 3, 4]);
  });

  test("do not include those that only say agreed, or have no partner", () => {
    expect(texts("They pay [agreed] and [lend] now]\nThey [meet")).toEqual(["[lend]"]);
  });

  test("of a label hold nothing and are in its clause", () => {
    const text = "1| They meet\n[2]| They pay\n3| They [lend]";
    expect(each(text, "isLabel")).toEqual([true, false]);
    expect(each(text, "clause")).toEqual([1, 2]);
    expect(inside(text)).toEqual(["", "lend"]);
    expect(each(text, "signs")[0]).toEqual([-1, -1]);
  });

  test("that open in a label hold its clause", () => {
    const text = "They meet\n[1| They pay] coins";
    expect(inside(text)).toEqual(["They pay"]);
    expect(each(text, "isLabel")).toEqual([false]);
    expect(each(text, "clause")).toEqual([1]);
    expect(each(text, "signs")[0]?.[0]).toBe(-1);
  });

  test("without words hold nothing", () => {
    expect(inside("They pay [ ] coins [now]")).toEqual(["", "now"]);
    expect(each("They pay [ ] coins", "words")).toEqual([0]);
  });
});

describe("the options of a text", () => {
  const list = "They shall:\n  | Option 1: pay coins\n  | Option 2: lend gold\nThey meet";

  test("are found with their names and hold the text after these", () => {
    expect(texts(list, optionSpans)).toEqual(["Option 1: pay coins", "Option 2: lend gold"]);
    expect(inside(list, optionSpans)).toEqual(["pay coins", "lend gold"]);
    expect(each(list, "number", optionSpans)).toEqual(["1", "2"]);
    expect(each(list, "clause", optionSpans)).toEqual([1, 2]);
    expect(each(list, "words", optionSpans)).toEqual([2, 2]);
  });

  test("have no signs", () => {
    expect(each(list, "signs", optionSpans)).toEqual([
      [-1, -1],
      [-1, -1],
    ]);
  });

  test("whose label is their name hold their whole clause, with other options in it", () => {
    expect(inside("Option 1| pay [Option A: coins] now", optionSpans)).toEqual(["pay [Option A: coins] now", "coins"]);
  });

  test("whose label is their name hold their clause", () => {
    const text = "They shall:\n  Option 1| pay coins\n  Option 2| lend gold\nThey meet";
    expect(inside(text, optionSpans)).toEqual(["pay coins", "lend gold"]);
    expect(each(text, "lastClause", optionSpans)).toEqual([1, 2]);
  });

  test.each([
    [40, ["pay coins", "lend gold"]],
    [41, ["Option 1 pay coins", "lend gold"]],
  ])("hold only the text after a name of up to 40 characters with its spaces: %i", (length, expected) => {
    const name = `Option${" ".repeat(length - "Option1".length)}1`;
    const found = inside(`They shall:\n${name} pay coins\nOption 2 lend gold`, optionSpans);
    expect(found.map((text) => text.replaceAll(/ +/gu, " "))).toEqual(expected);
  });

  test("that take up their clause hold the deeper clauses below it", () => {
    const text = "They shall:\n  Option 1|\n    a)| pay coins\n    b)| lend gold\n  Option 2| meet\nThey report";
    expect(inside(text, optionSpans)).toEqual(["pay coins / lend gold", "meet"]);
    expect(each(text, "lastClause", optionSpans)).toEqual([3, 4]);
  });

  test("in brackets within a clause end with their brackets", () => {
    const text = "They meet\nThey [Option 1: pay coins] or [Option 2: lend gold] now\n  a)| in May";
    expect(texts(text, optionSpans)).toEqual(["Option 1: pay coins", "Option 2: lend gold"]);
    expect(inside(text, optionSpans)).toEqual(["pay coins", "lend gold"]);
    expect(each(text, "lastClause", optionSpans)).toEqual([1, 1]);
    expect(each(text, "number", optionSpans)).toEqual(["1", "2"]);
  });

  test("that begin a clause and end within it do not hold the clauses below it", () => {
    const text = "They meet\n[Option 1: pay coins] now\n  a)| in May";
    expect(texts(text, optionSpans)).toEqual(["Option 1: pay coins"]);
    expect(each(text, "lastClause", optionSpans)).toEqual([1]);
  });
});
