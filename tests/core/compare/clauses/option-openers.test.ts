import type { IndexPair } from "#core/compare/comparison.ts";
import { readTexts } from "#core/compare/compared-texts.ts";
import { type IndexChoice, pairOpeners } from "#core/compare/clauses/option-choices.ts";
import { textOf } from "../aligned-options.ts";

const deleted = ["1| Parties meet.", "2|", "  Option 1| They pay.", "  Option 2| They lend.", "3| They report."];
const replaced = ["1| Parties meet.", "2| The host settles who bears the costs.", "3| They report."];

/** The choice of number 2, whose options were all deleted. */
const choice: IndexChoice = { side: "base", opener: 1, options: [2, 3], chosen: -1, text: [] };

const pairOf = (base: number, revised: number, moved = false): IndexPair => ({
  base: [base],
  revised: [revised],
  score: 1,
  moved,
});

const neighbours: readonly IndexPair[] = [pairOf(0, 0), pairOf(4, 2)];

interface Case {
  base?: readonly string[];
  revised?: readonly string[];
  pairs?: IndexPair[];
  choice?: Partial<IndexChoice>;
}

/** Returns the pairs, as "base → revised", and the clauses that replaced the options. */
function openers(changed: Case): { pairs: string[]; text: number[] } {
  const { base = deleted, revised = replaced } = changed;
  const pairs = [...(changed.pairs ?? neighbours)];
  const one: IndexChoice = { ...choice, text: [], ...changed.choice };
  pairOpeners(readTexts(textOf(base), textOf(revised)), pairs, [one]);
  return { pairs: pairs.map((pair) => `${pair.base.join("+")} → ${pair.revised.join("+")}`), text: one.text };
}

describe("a number whose options were all deleted", () => {
  test("is paired with the new text of the same number between the same neighbours", () => {
    expect(openers({})).toEqual({ pairs: ["0 → 0", "1 → 1", "4 → 2"], text: [1] });
  });

  test("is paired with some doubt, and did not move", () => {
    const pairs = [...neighbours];
    pairOpeners(readTexts(textOf(deleted), textOf(replaced)), pairs, [{ ...choice, text: [] }]);
    expect(pairs[1]).toEqual({ base: [1], revised: [1], score: 0.8, moved: false });
  });

  test("is paired in the other direction too", () => {
    const found = openers({
      base: replaced,
      revised: deleted,
      pairs: [pairOf(0, 0), pairOf(2, 4)],
      choice: { side: "revised" },
    });
    expect(found).toEqual({ pairs: ["0 → 0", "1 → 1", "2 → 4"], text: [1] });
  });

  test("is paired at the start and at the end of both texts", () => {
    const start = openers({
      base: deleted.slice(1),
      revised: replaced.slice(1),
      pairs: [pairOf(3, 1)],
      choice: { opener: 0, options: [1, 2] },
    });
    expect(start).toEqual({ pairs: ["0 → 0", "3 → 1"], text: [0] });
    const end = openers({ base: deleted.slice(0, 4), revised: replaced.slice(0, 2), pairs: [pairOf(0, 0)] });
    expect(end).toEqual({ pairs: ["0 → 0", "1 → 1"], text: [1] });
  });

  test("is paired although a neighbour moved elsewhere", () => {
    const pairs = [pairOf(0, 2, true), pairOf(4, 0, true)];
    expect(openers({ pairs }).pairs).toEqual(["0 → 2", "1 → 1", "4 → 0"]);
  });

  test.each<[string, Case]>([
    ["an option was chosen", { choice: { chosen: 2 } }],
    ["the first clause of its draft is the chosen option", { choice: { chosen: 0 } }],
    ["the options have no number", { choice: { opener: -1 } }],
    ["it has a counterpart", { pairs: [pairOf(0, 0), pairOf(1, 2)] }],
    ["the new text has another number", { revised: replaced.with(1, "4| The host settles the costs.") }],
    ["the new text has a counterpart", { pairs: [pairOf(0, 0), pairOf(4, 1, true)] }],
    [
      "the new text is before its neighbour",
      { revised: ["2| The host pays.", "1| Parties meet."], pairs: [pairOf(0, 1)] },
    ],
    [
      "the new text is after its neighbour",
      { revised: ["3| They report.", "2| The host pays."], pairs: [pairOf(4, 0)] },
    ],
    ["neither text has a number", { base: deleted.with(1, "|"), revised: replaced.with(1, "| The host pays.") }],
    ["the new text is a heading", { revised: replaced.with(1, "2| # The host pays") }],
  ])("has no counterpart if %s", (_name, changed) => {
    const before = (changed.pairs ?? neighbours).map(({ base, revised }) => `${base.join("+")} → ${revised.join("+")}`);
    expect(openers(changed)).toEqual({ pairs: before, text: [] });
  });
});
