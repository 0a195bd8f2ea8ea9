import { compare, comparisonOf } from "#core/compare/compare.ts";
import type { ClausePair, Comparison } from "#core/compare/comparison.ts";
import { readTexts } from "#core/compare/compared-texts.ts";
import { mapOf, type Passage, textOf } from "./aligned-options.ts";
import { version } from "./versions.ts";

const plan = "Each Party shall publish a plan for its networks every two years";
const fund = "The fund pays for exchange points in the islands and on the coasts of all Parties";
const office = "The secretariat prepares the meetings and keeps the records of each session";

/** Lists the pairs of two texts as "v1 > v2: edited, moved". */
function outcomes(base: string, revised: string): string[] {
  const stateOf = ({ edited, moved, renumbered, relation }: ClausePair): string =>
    [relation, edited && "edited", moved && "moved", renumbered && "renumbered"].filter(Boolean).join(", ");
  return compare(version(base), version(revised)).pairs.map(
    (pair) => `${pair.base.join("+")} > ${pair.revised.join("+")}: ${stateOf(pair)}`,
  );
}

describe("a clause is edited", () => {
  test("if its wording changed, but not if it only moved", () => {
    expect(outcomes([plan, fund, office].join("\n"), [fund, office, plan].join("\n"))).toEqual([
      "v1 > v3: 1:1, moved",
      "v2 > v1: 1:1",
      "v3 > v2: 1:1",
    ]);
    expect(outcomes([plan, fund, office].join("\n"), [fund, office, plan.replace("two", "five")].join("\n"))[0]).toBe(
      "v1 > v3: 1:1, edited, moved",
    );
  });

  test("if a passage moved out of it or into it", () => {
    const moved = "and each session shall hear a report on the costs of networks";
    expect(outcomes(`${plan}\n${fund}, ${moved}\n${office}`, `${plan}\n${fund}\n${office}, ${moved}`)).toEqual([
      "v1 > v1: 1:1",
      "v2 > v2: 1:1, edited",
      "v3 > v3: 1:1, edited",
    ]);
  });

  test("if another clause moved into it as a whole, or a part of it became another clause", () => {
    const long = `${office} in the language of the host`;
    const [apart, joined] = [[plan, fund, long].join("\n"), `${fund}\n${long} ${plan}`];
    expect(outcomes(apart, joined)).toContain("v3 > v2: 1:1, edited");
    expect(outcomes(joined, apart)).toContain("v2 > v3: 1:1, edited");
  });

  test("if only one of the clauses that it became has new words", () => {
    expect(outcomes(`${plan}; ${fund}`, `${plan};\n${fund} and more`)).toEqual(["v1 > v1+v2: 1:n, edited"]);
    expect(outcomes(`${plan};\n${fund} and more`, `${plan}; ${fund}`)).toEqual(["v1+v2 > v1: n:1, edited"]);
  });

  test("if words were only deleted from it or only inserted into it", () => {
    const shorter = plan.replace(" every two years", "");
    expect(outcomes(`${plan}\n${fund}`, `${shorter}\n${fund}`)).toEqual(["v1 > v1: 1:1, edited", "v2 > v2: 1:1"]);
    expect(outcomes(`${fund}\n${shorter}`, `${fund}\n${plan}`)).toEqual(["v1 > v1: 1:1", "v2 > v2: 1:1, edited"]);
  });
});

/** Compares two texts of labelled lines, given the passages that the word map has. */
function compareBy(base: readonly string[], revised: readonly string[], passages: readonly Passage[]): Comparison {
  const texts = readTexts(textOf(base), textOf(revised));
  return comparisonOf(texts, mapOf(texts, passages)).comparison;
}

describe("the confidence that a clause has no counterpart", () => {
  const [one, two, three] = [`1| ${plan}`, `2| ${fund}`, `3| ${office}`];

  /** Returns the confidence for the clause without a counterpart. */
  const scoreOf = ({ pairs }: Comparison): number | undefined =>
    pairs.find(({ base, revised }) => base.length === 0 || revised.length === 0)?.score;

  test("is full if no other clause has its words", () => {
    expect(scoreOf(compareBy([one, two], [one], [["1", "1", plan]]))).toBe(1);
    expect(scoreOf(compareBy([one], [one, two], [["1", "1", plan]]))).toBe(1);
  });

  test("is full if it has no words", () => {
    expect(scoreOf(compareBy([one, "2|"], [one], [["1", "1", plan]]))).toBe(1);
    expect(scoreOf(compareBy([one], [one, "2|"], [["1", "1", plan]]))).toBe(1);
  });

  test.each([
    ["is less by the part of its words that another clause has", "in the islands", 1 - 3 / 16],
    ["is less by the largest part, if several clauses have some", "in the islands and on", 1 - 5 / 16],
  ])("%s", (_fact, words, expected) => {
    const longer = [`1| ${plan}, who pays for so much`, `3| ${office}, but ${words} at last`];
    const passages: Passage[] = [
      ["1", "1", plan],
      ["3", "3", office],
      ["2", "3", words],
    ];
    const more: Passage[] = words === "in the islands" ? [] : [["2", "1", "pays for"]];
    const base = [one, two, three];
    expect(scoreOf(compareBy(base, longer, [...passages, ...more]))).toBeCloseTo(expected, 1);
    const mirrored = [...passages, ...more].map(([from, to, passage]): Passage => [to, from, passage]);
    expect(scoreOf(compareBy(longer, base, mirrored))).toBeCloseTo(expected, 1);
  });
});

describe("the kept words of two texts", () => {
  /** Lists the kept ranges by their base text. */
  const kept = (base: string, revised: string): string[] =>
    compare(version(base), version(revised)).kept.map(([start, end]) => base.slice(start, end));

  test("are one range as long as the text between them is the same", () => {
    expect(kept(plan, plan)).toEqual([plan]);
    expect(kept("Each Party shall  publish a plan", "Each Party shall publish a plan")).toEqual([
      "Each Party shall",
      "publish a plan",
    ]);
    expect(kept("Each Party shall\tpublish a plan", "Each Party shall publish a plan")).toEqual([
      "Each Party shall",
      "publish a plan",
    ]);
  });

  test("do not include a word with other letters", () => {
    expect(kept("Each of\uFB01ce shall publish a plan", "Each office shall publish a plan")).toEqual([
      "Each",
      "shall publish a plan",
    ]);
  });

  test("are divided between clauses", () => {
    expect(kept(`${plan}\n${fund}`, `${plan}\n${fund}`)).toEqual([plan, fund]);
    expect(kept(`${plan}\n${fund}`, `${plan} ${fund}`)).toEqual([plan, fund]);
    expect(kept(`${plan} ${fund}`, `${plan}\n${fund}`)).toEqual([plan, fund]);
  });
});

test("stretches that were too large to align are reported by the text from their first to their last word", () => {
  const texts = readTexts(version(`${plan}, and so on`), version(`now ${plan}`));
  const map = { ...mapOf(texts, []), coarse: [[2, 4, 3, 5] as [number, number, number, number]] };
  const [coarse] = comparisonOf(texts, map).comparison.coarse;
  expect(texts.base.text.slice(...(coarse?.base ?? []))).toBe("shall publish");
  expect(texts.revised.text.slice(...(coarse?.revised ?? []))).toBe("shall publish");
});

test("a choice between options at the start of a text names their clauses and their number", () => {
  const revised = textOf([`8| ${plan}`, `9| ${office}`]);
  const choicesOf = (...lines: string[]): Comparison["choices"] =>
    compare(textOf([...lines, `9| ${office}`]), revised).choices;
  const [one, other] = [`Option 1| ${plan}`, `Option 2| ${fund}`];
  expect(choicesOf(one, other)).toEqual([
    { side: "base", opener: null, options: ["c1", "c2"], chosen: "c1", text: ["c1"], paired: [] },
  ]);
  expect(choicesOf("8|", `  ${one}`, `  ${other}`)).toEqual([
    { side: "base", opener: "c1", options: ["c2", "c3"], chosen: "c2", text: ["c1"], paired: [] },
  ]);
});
