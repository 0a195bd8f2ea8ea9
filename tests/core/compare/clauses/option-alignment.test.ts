import { aims, align, lend, none, nothing, options, type Passage, pay } from "../aligned-options.ts";

/** Words of the first option that the word map has in a text like the second option, and words of that option. */
const strays: readonly Passage[] = [
  ["Option 1", "Option 1", "shall"],
  ["Option 2", "Option 1", "equipment to operators"],
];

test("texts without options have nothing to align", () => {
  expect(align([aims, `2| ${pay}`], [aims, `2| ${pay}`], [["2", "2", pay]])).toEqual(nothing);
});

describe("options that are options in both texts", () => {
  test("keep the word map if it gives no words to another option", () => {
    const found = align(options(pay, lend), options(pay, lend), [
      ["Option 1", "Option 1", pay],
      ["Option 2", "Option 2", lend],
    ]);
    expect(found).toEqual({ ...nothing, paired: ["2 → 2"] });
  });

  test("are bound by their text if the word map gives words to another option", () => {
    expect(align(options(pay, lend), options(lend, none), strays)).toEqual({
      ...nothing,
      bound: ["Option 2 → Option 1"],
      paired: ["2 → 2", "Option 2 → Option 1"],
      refused: ["Option 1 → Option 1"],
    });
  });

  test.each([
    ["keep the word map if another option has one word in twenty", "Parties", []],
    ["are bound if another option has more than one word in twenty", "Parties shall", ["Option 2 → Option 1"]],
  ])("%s", (_name, strayed, bound) => {
    const long =
      "that run networks for schools and hospitals in their regions and in those of others, without any charge";
    const found = align(options(pay, `Parties shall ${long}`), options(`Parties shall ${long} now`, none), [
      ["Option 1", "Option 1", strayed],
      ["Option 2", "Option 1", strayed === "Parties" ? `shall ${long}` : long],
    ]);
    expect(found.bound).toEqual(bound);
  });

  test("have one counterpart each, and the most similar ones are counterparts", () => {
    const revised = options(`${pay} It reports.`, "Parties shall pay into the fund.");
    const found = align(options(pay, `${pay} It reports.`), revised, [
      ["Option 1", "Option 1", "Developed Parties"],
      ["Option 2", "Option 1", "It reports"],
      ["Option 1", "Option 2", "shall"],
      ["Option 2", "Option 2", "pay into the fund"],
    ]);
    expect(found.bound).toEqual(["Option 2 → Option 1", "Option 1 → Option 2"]);
  });

  test("have the option with the same label as their counterpart if others are as similar", () => {
    const months = (...lines: readonly string[]): string[] => [aims, "2|", ...lines];
    const base = months("  Option 2| Parties pay in January.", "  Option 3| Parties pay in February.");
    const found = align(base, months("  Option 1| Parties pay in March.", "  Option 2| Parties pay in April."), [
      ["Option 2", "Option 1", "Parties"],
      ["Option 3", "Option 2", "Parties"],
    ]);
    expect(found.bound).toEqual(["Option 2 → Option 2", "Option 3 → Option 1"]);
  });

  test.each([
    [
      "have a counterpart with the same label if another option is only a little more similar",
      "every month",
      ["Option 1 → Option 1", "Option 2 → Option 2"],
    ],
    [
      "have a counterpart with another label if it is clearly more similar",
      "every year in May",
      ["Option 1 → Option 2", "Option 2 → Option 1"],
    ],
  ])("%s", (_name, when, bound) => {
    const report = (ending: string): string => `The fund reports on its work to the Council ${ending}.`;
    const base = options(report("every year"), "The fund reports to the Council twice.");
    const found = align(base, options(report("each year"), report(when)), [
      ["Option 1", "Option 1", "The fund"],
      ["Option 2", "Option 1", "to the Council"],
      ["Option 1", "Option 2", "to the Council"],
      ["Option 2", "Option 2", "The fund"],
    ]);
    expect(found.bound).toEqual(bound);
  });

  test("have a counterpart with half of their words", () => {
    const half = "All Parties able to do so shall give money to schools in every village.";
    const found = align(options(pay, lend), options(half, none), [
      ["Option 1", "Option 1", "Parties"],
      ["Option 2", "Option 1", "able to do so shall"],
    ]);
    expect(found.bound).toEqual(["Option 2 → Option 1"]);
  });

  test("have no counterpart that has little in common with them", () => {
    const report = "The fund reports to the Council every month.";
    const found = align(options(pay, lend), options(report, none), [
      ["Option 1", "Option 1", "the"],
      ["Option 2", "Option 1", "to"],
    ]);
    expect(found).toEqual(nothing);
  });

  test("are bound paragraph by paragraph, but only those paragraphs that have words of another option", () => {
    const nested = [aims, "  Option 1|", `    a| ${none}`, "  Option 2|", `    b| ${pay}`, `    c| ${lend}`];
    const found = align(nested, nested, [
      ["a", "a", "on"],
      ["b", "b", "Developed Parties"],
      ["a", "b", "the"],
      ["c", "c", "equipment"],
    ]);
    expect(found.bound).toEqual(["b → b"]);
    expect(found.refused).toEqual(["Option 1 → b", "a → b"]);
  });

  test("leave their number alone if it has a text of its own in one draft", () => {
    const revised = options(pay, lend).with(1, "2| They choose:");
    expect(align(options(pay, lend), revised, [["Option 1", "Option 1", pay]]).paired).toEqual([]);
    expect(align(revised, options(pay, lend), [["Option 1", "Option 1", pay]]).paired).toEqual([]);
  });

  test("leave clauses that a person linked to that link", () => {
    expect(align(options(pay, lend), options(lend, none), strays, ["2"]).paired).toEqual(["Option 2 → Option 1"]);
    expect(align(options(pay, lend), options(lend, none), strays, ["Option 2"]).paired).toEqual(["2 → 2"]);
  });

  test("belong to the group with most of their words", () => {
    const two = (...texts: string[]): string[] => [
      ...options(...texts.slice(0, 2)),
      "3|",
      `  Option A| ${texts[2] ?? ""}`,
      `  Option B| ${texts[3] ?? ""}`,
    ];
    const found = align(two(pay, lend, none, "The fund reports."), two(lend, none, pay, "The fund reports."), [
      ["Option 1", "Option 1", "Parties"],
      ["Option 1", "Option A", "shall pay into the fund"],
      ["Option B", "Option B", "The fund reports"],
    ]);
    expect(found.paired).toEqual(["2 → 3", "3 → 3"]);
  });

  test("pair their numbers at the start of both texts too", () => {
    const found = align(options(pay, lend).slice(1), options(pay, lend).slice(1), [["Option 1", "Option 1", pay]]);
    expect(found.paired).toEqual(["2 → 2"]);
  });
});
