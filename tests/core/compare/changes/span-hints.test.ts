import { clauseMaps, spanHints } from "#core/compare/changes/pair-spans.ts";
import { openTexts, textOf } from "../open-texts.ts";

/** Lists the hints of two texts as "0-1: 2", with the indexes of the two brackets or options and the number of signs. */
function hints(
  base: string,
  revised: string,
  passages: readonly string[],
  { pairs = ["c1 c1", "c2 c2", "c3 c3"], kind = "bracket" }: { pairs?: string[]; kind?: "bracket" | "option" } = {},
): string[] {
  const texts = openTexts(base, revised, passages, { pairs, kind });
  return spanHints(texts.base, texts.revised, texts.toRevised).map(
    (hint) => `${String(hint.base)}-${String(hint.revised)}: ${String(hint.signs)}`,
  );
}

describe("the clauses of two texts are mapped", () => {
  const [base, revised] = [textOf("one\ntwo\nthree\nfour"), textOf("one\ntwo\nthree\nfour")];
  const pair = (from: readonly string[], to: readonly string[]) => ({ base: [...from], revised: [...to] });

  test("to the first and the last clause that each became", () => {
    const { toRevised, toBase } = clauseMaps(base, revised, [pair(["c1"], ["c4", "c2"]), pair(["c4", "c2"], ["c3"])]);
    expect([...toRevised]).toEqual([
      [0, [1, 3]],
      [3, [2, 2]],
      [1, [2, 2]],
    ]);
    expect([...toBase]).toEqual([
      [3, [0, 0]],
      [1, [0, 0]],
      [2, [1, 3]],
    ]);
  });

  test("without those that were added or deleted, or that a text does not have", () => {
    const pairs = [pair(["c1"], []), pair([], ["c1"]), pair(["c9"], ["c2"]), pair(["c2"], ["c9"])];
    const { toRevised, toBase } = clauseMaps(base, revised, pairs);
    expect([[...toRevised], [...toBase]]).toEqual([[], []]);
  });
});

describe("two brackets have", () => {
  test.each([
    ["both signs in common if both are kept", ["[", "]"], ["0-0: 2"]],
    ["one sign in common if the opening one is kept", ["["], ["0-0: 1"]],
    ["one sign in common if the closing one is kept", ["]"], ["0-0: 1"]],
    ["no sign in common if only their words are kept", ["now"], []],
  ])("%s", (_fact, passages, expected) => {
    expect(hints("They [pay] now", "They [lend] now", passages)).toEqual(expected);
  });

  test("the signs in common that are the same, with several brackets", () => {
    const within = hints("They [pay] and [lend] now", "They [pay and [give] or] now", ["They [pay", "] now"]);
    expect(within).toEqual(["0-0: 1", "1-0: 1"]);
    expect(hints("They [pay] so [lend] now", "They [pay] or [give [lend] now]", ["They [pay", "] now"])).toEqual([
      "0-0: 1",
      "1-2: 1",
    ]);
  });
});

describe("brackets of labels have", () => {
  test.each([
    ["both signs in common if their clause is the same", "[1]| They pay", "[2]| They lend", ["0-0: 2"]],
    ["one sign in common if they end in the text", "[1| They pay] so", "[2| They lend] or", ["0-0: 1"]],
    ["none in common if only one ends in the label", "[1]| They pay", "[2| They lend] or", []],
    ["none in common with a bracket of the text", "[1]| They pay", "2| They [lend]", []],
    ["none in common if they are in the text", "They [pay]", "They [lend]", []],
  ])("%s", (_fact, base, revised, expected) => {
    expect(hints(base, revised, [])).toEqual(expected);
  });

  test("the signs in common with the one of their own clause, among several", () => {
    const base = "[1]| They pay\n2| They meet\n[3| They lend] now";
    expect(hints(base, base.replace("pay", "report"), [])).toEqual(["0-0: 2", "1-1: 1"]);
  });

  test("the signs in common with that of the clause that their clause became", () => {
    const [base, revised] = ["They meet\n[1]| They pay\n[2]| They lend", "[1]| They lend\nThey meet\n[2]| They pay"];
    expect(hints(base, revised, [], { pairs: ["c1 c2", "c2 c3", "c3 c1"] })).toEqual(["0-1: 2", "1-0: 2"]);
    expect(hints(base, revised, [], { pairs: ["c1 c2"] })).toEqual([]);
    expect(hints("They\n[1| pay] so", "They\n[1]| lend", [], { pairs: ["c2 c1"] })).toEqual([]);
  });
});

describe("two options have", () => {
  const hintsOf = (base: string, revised: string, pairs = ["c1 c1"]): string[] =>
    hints(base, revised, [], { pairs, kind: "option" });
  const inText = "They [Option 1: pay] or [Option 2: lend] now";
  const below = "They shall:\n  | Option 1: pay\n  | Option 2: lend";

  test.each([
    ["the same name in the same clause", inText, inText.replace("pay", "meet"), ["0-0: 2", "1-1: 2"]],
    ["the same name below the same clause", below, below.replace("pay", "meet"), ["0-0: 2", "1-1: 2"]],
    ["no name in common with one that has another name", inText, "They [Option 3: pay] now", []],
    ["no name in common if one is in the clause and one below it", inText, below, []],
    ["no name in common if two of one text have it", inText, "They [Option 1: pay] or [Option 1: lend] now", []],
    ["no name in common without a number", "They [Alt: pay] now", "They [Alt: meet] now", []],
  ])("%s", (_fact, base, revised, expected) => {
    expect(hintsOf(base, revised)).toEqual(expected);
  });

  test("no name in common in clauses that are not the same", () => {
    expect(hintsOf(inText, inText, [])).toEqual([]);
    expect(hintsOf(below, below, [])).toEqual([]);
  });

  test("the name in common that is below the clause with the smaller depth before them", () => {
    const two =
      "They shall:\n  | Option 1: pay\n  | Option 2: lend\nParties shall:\n  | Option 1: meet\n  | Option 2: report";
    expect(hintsOf(two, two, ["c1 c4", "c4 c1"])).toEqual(["0-2: 2", "1-3: 2", "2-0: 2", "3-1: 2"]);
    expect(hintsOf(`They meet\n${two}`, two, ["c5 c4"])).toEqual(["2-2: 2", "3-3: 2"]);
  });

  test.each([
    ["no option", "They meet"],
    ["two options of that name", "They [Option 1: meet] or [Option 1: report]"],
  ])("the name in common below a clause if the counterpart of their own clause has %s", (_what, last) => {
    expect(hintsOf(below, `${below}\n${last}`, ["c1 c1", "c2 c4"])).toEqual(["0-0: 2", "1-1: 2"]);
  });

  test("their own clause in common if it is the same", () => {
    expect(hintsOf("Option 1| pay\nOption 2| lend", "Option 1| meet\nOption 2| lend", ["c1 c1", "c2 c2"])).toEqual([
      "0-0: 2",
      "1-1: 2",
    ]);
  });
});
