import { SpanFates } from "#core/compare/changes/bracket-changes.ts";
import { openTexts, spanAt } from "../open-texts.ts";

/** Returns what became of the first bracket of a base text, given the passages that both texts have. */
function outcome(base: string, revised: string, passages: readonly string[], pairs = ["c1 c1"]): string {
  const texts = openTexts(base, revised, passages, { pairs });
  return new SpanFates(texts.base, texts.revised).outcome(spanAt(texts.base, 0), texts.toRevised);
}

/** Returns whether the wording of the first bracket of a revised text is new. */
function wording(base: string, revised: string, passages: readonly string[], pairs = ["c1 c1"]): string {
  const texts = openTexts(base, revised, passages, { pairs });
  return new SpanFates(texts.revised, texts.base).wording(spanAt(texts.revised, 0), texts.toBase);
}

describe("a bracket that closed", () => {
  const five = "Parties [shall pay their fair share] now";

  test.each<[string, string, string[], string]>([
    ["agreed if more than half of its words are kept", "shall pay their", ["shall pay their"], "agreed"],
    ["deleted if less than half of its words are kept and no word is new", "pay fair", ["pay", "fair"], "deleted"],
    ["deleted if a fifth of its words are kept", "Parties pay now", ["Parties", "pay", "now"], "deleted"],
    [
      "enclosed if half of the kept words are in a bracket",
      "shall pay [their fair]",
      ["shall pay", "their fair"],
      "enclosed",
    ],
    ["enclosed if they are in an inner bracket", "Parties [do [shall pay their]]", ["shall pay their"], "enclosed"],
    ["agreed if most of them are in no bracket", "shall pay [their]", ["shall pay", "their"], "agreed"],
  ])("is %s", (_fact, revised, passages, expected) => {
    expect(outcome(five, revised, passages)).toBe(expected);
  });

  test("is moved if its words are in another clause without brackets", () => {
    const base = "Parties [shall pay their share] now\nThe Board meets";
    const revised = "Parties now\nThe Board meets and Parties shall pay their share";
    const passages = ["Parties", "shall pay their share", "now", "The Board meets"];
    expect(outcome(base, revised, passages, ["c1 c1", "c2 c2"])).toBe("moved");
  });

  test("is moved if its words are elsewhere in its clause without brackets", () => {
    const base = "Parties [shall pay their share] to the Board";
    const passages = ["Parties", "to the Board", "shall pay their share"];
    expect(outcome(base, "Parties to the Board shall pay their share", passages)).toBe("moved");
  });

  test("is deleted, not changed, if a few new words stand where many were", () => {
    const base = "Parties [shall pay their fair share of all costs each year] now";
    expect(outcome(base, "Parties act now", ["Parties", "now"])).toBe("deleted");
    expect(outcome(base, "Parties may lend goods now", ["Parties", "now"])).toBe("changed");
  });

  test("is changed, not agreed, if half of its words are kept", () => {
    expect(outcome("Parties [shall pay] now", "Parties pay fully", ["pay"])).toBe("changed");
  });

  test("is deleted if only its marks are kept", () => {
    const base = "Parties [, in May; or in June] now";
    expect(outcome(base, "Parties, ; now", ["Parties", ",", ";", "now"])).toBe("deleted");
  });

  const two = "Parties [shall pay] now";

  test.each<[string, string, string, string[]]>([
    ["between its neighbours", two, "Parties may lend now", ["Parties", "now"]],
    [
      "between the nearest kept words",
      "Parties of any size [shall pay] coins now",
      "Parties may lend now",
      ["Parties", "now"],
    ],
    ["at the start of its clause", "[Rich Parties] pay now", "Poor States pay now", ["pay now"]],
    ["at the end of its clause", "They pay [in coins]", "They pay by card", ["They pay"]],
    ["in its clause", "[in coins]", "by card", []],
    ["after a sign that is kept", two, "Parties may [ now", ["Parties", "[", "now"]],
    ["before a sign that is kept", two, "Parties ] may now", ["Parties", "]", "now"]],
  ])("is changed if new words are %s", (_place, base, revised, passages) => {
    expect(outcome(base, revised, passages)).toBe("changed");
  });

  test.each<[string, string, string, string[]]>([
    ["no words are new", two, "Parties now", ["Parties", "now"]],
    ["only marks are new", two, "Parties, now", ["Parties", "now"]],
    ["new words are before its neighbours", two, "All rich Parties now", ["Parties", "now"]],
    ["new words are after its neighbours", two, "Parties now in May", ["Parties", "now"]],
    ["its neighbours changed places", two, "now may lend Parties", ["Parties", "now"]],
    [
      "new words are after the nearest kept word",
      "Parties [shall pay] each year now",
      "Parties now may lend",
      ["Parties", "now"],
    ],
    [
      "new words are before the nearest kept word",
      "They meet each year [in coins] now",
      "Soon They meet now",
      ["They meet", "now"],
    ],
    ["new words are after the rest of its clause", "[Rich Parties] pay now", "pay now and lend", ["pay now"]],
    ["new words are before the rest of its clause", "They pay [in coins]", "So They pay", ["They pay"]],
  ])("is deleted if %s", (_fact, base, revised, passages) => {
    expect(outcome(base, revised, passages)).toBe("deleted");
  });

  describe("in a text of several clauses", () => {
    const three = "They meet\n[in coins]\nand lend";
    const pairs = ["c1 c1", "c2 c2", "c3 c3"];

    const outcomeOf = (revised: string, paired = pairs): string => {
      const texts = openTexts(three, revised, ["They meet", "and lend"], { pairs: paired });
      return new SpanFates(texts.base, texts.revised).outcome(spanAt(texts.base, 0), texts.toRevised);
    };

    test("is changed if its clause has new words", () => {
      expect(outcomeOf("They meet\nby card\nand lend")).toBe("changed");
    });

    test("is deleted if only the clauses beside its own have new words", () => {
      expect(outcomeOf("They meet again\n;\nnow and lend")).toBe("deleted");
    });

    test("is deleted if its clause has no counterpart", () => {
      expect(outcomeOf("They meet\nby card\nand lend", ["c1 c1", "c3 c3"])).toBe("deleted");
    });

    test("is changed if any of the clauses that its clause became has new words", () => {
      const split = outcome(
        "Parties pay [in coins]\nThey lend",
        "Parties pay\nby card\nThey lend",
        ["Parties pay", "They lend"],
        ["c1 c1+c2", "c2 c3"],
      );
      expect(split).toBe("changed");
    });

    test.each([
      ["changed if its last clause has new words", ";\nhave no fund", ["c1 c1", "c2 c2"], "changed"],
      ["deleted if its last clause has no counterpart", "Nobody does\nhave no fund", ["c1 c1"], "deleted"],
      ["deleted if its first clause has no counterpart", "Nobody does\nhave no fund", ["c2 c2"], "deleted"],
    ])("is %s, if it holds 2 clauses", (_fact, revised, paired, expected) => {
      expect(outcome("[They pay coins\nand lend gold]", revised, [], paired)).toBe(expected);
    });
  });

  test("of a label is agreed if its clause is still there, and deleted if not", () => {
    expect(outcome("[1]| They pay", "1| They pay", [])).toBe("agreed");
    expect(outcome("[1]| They pay", "1| They pay", [], [])).toBe("deleted");
  });
});

describe("a bracket that opened", () => {
  test.each([
    ["has existing words if more than half of them are kept", "They pay coins", ["They", "pay"], "existing"],
    ["has new words if half of them are kept", "They pay coins now", ["They", "pay"], "new"],
  ])("%s", (_fact, inside, passages, expected) => {
    expect(wording("They may pay", `[${inside}]`, passages)).toBe(expected);
  });

  test("of a label is existing if its clause was there, and new if not", () => {
    expect(wording("1| They pay", "[1]| They pay", [])).toBe("existing");
    expect(wording("1| They pay", "[1]| They pay", [], [])).toBe("new");
  });
});
