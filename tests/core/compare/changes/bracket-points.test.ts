import { bracketChanges } from "#core/compare/changes/bracket-changes.ts";
import { compare } from "#core/compare/compare.ts";
import type { BracketChanges, OpenPoint } from "#core/compare/comparison.ts";
import { version } from "../versions.ts";

function changes(base: string, revised: string): BracketChanges {
  const [from, to] = [version(base), version(revised)];
  return bracketChanges(from, to, compare(from, to));
}

const texts = (points: readonly OpenPoint[]): string[] => points.map(({ text }) => text);

/** Returns the text by which a bracket with some text in it is listed. */
const listedAs = (inside: string): string => changes("none", `[${inside}]`).opened[0]!.text;

test("lists brackets and options together, in the order of their text", () => {
  const { closed, remained } = changes(
    "Parties shall:\n[late text]\nOption 1: pay [two] coins\nOption 2: pay [five] coins",
    "Parties shall:\nOption 1: pay [two] coins\nOption 2: pay [five] coins",
  );
  expect(texts(closed)).toEqual(["[late text]"]);
  expect(texts(remained)).toEqual(["Option 1: pay [two] coins", "[two]", "Option 2: pay [five] coins", "[five]"]);
  expect(texts(changes("They [b] met [a]\n[c] here", "They a\nc here").closed)).toEqual(["[b]", "[a]", "[c]"]);
});

test("lists a bracket with its clause, its citation and its range", () => {
  expect(changes("1| Parties report", "1| Parties [shall] report [soon]").opened).toMatchObject([
    { kind: "bracket", clause: "v1", citation: "1", range: [8, 15], text: "[shall]" },
    { kind: "bracket", clause: "v1", citation: "1", range: [23, 29], text: "[soon]" },
  ]);
});

test.each([
  ["with the label that holds its sign", "[a)| pay two coins]", ["[a) pay two coins]"]],
  ["without the label of its clause at the start of a clause", "1| [Parties] report", ["[Parties]"]],
  ["without the label of its clause later in a clause", "1| Parties [shall] report", ["[shall]"]],
  [
    "without a label that names no option, if it is one",
    "a)| Option 1: pay\nb)| Option 2: wait",
    ["Option 1: pay", "Option 2: wait"],
  ],
])("lists a bracket or an option %s", (_case, text, expected) => {
  expect(texts(changes(text, text).remained)).toEqual(expected);
});

test("lists a bracket in a label alone, with an empty range, if it only holds the label", () => {
  expect(changes("Parties:\n[1]| report", "Parties:\n1| report").closed).toMatchObject([
    { outcome: "agreed", citation: "[1]", range: [9, 9], text: "[1]" },
  ]);
});

const letters = (count: number): string => "x".repeat(count);

test.each([
  ["whole with 160 characters", letters(158), `[${letters(158)}]`],
  ["to 160 characters with 161", letters(159), `[${letters(159)}…`],
  [
    "to the last whole word if the one that is cut has at most 20 characters",
    `${letters(138)} ${letters(30)}`,
    `[${letters(138)}…`,
  ],
  ["in the middle of a longer word", `${letters(137)} ${letters(30)}`, `[${letters(137)} ${letters(21)}…`],
  ["to a whole character", `${letters(158)}\u{20000}\u{20000}`, `[${letters(158)}…`],
  ["with one space for several", "to  pay \t two\u00A0 coins", "[to pay two coins]"],
])("shows the text of a bracket %s", (_case, inside, expected) => {
  expect(listedAs(inside)).toBe(expected);
});

test("says that the text of a bracket goes on, if its first 320 characters are mostly spaces", () => {
  const shown = listedAs("word            ".repeat(30));
  expect(shown).toBe(`[${"word ".repeat(18)}word…`);
});
