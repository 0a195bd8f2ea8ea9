import { aims, align, lend, none, nothing, options, pay } from "../aligned-options.ts";

describe("options in place of which the other draft has a text", () => {
  const choice = "base 2 (Option 1, Option 2): Option 2 → 2";
  const deleted = "base 2 (Option 1, Option 2): none → ";

  test("name the most similar option as the chosen one, in either direction", () => {
    expect(
      align(
        options(pay, lend),
        [aims, `2| ${lend}`],
        [
          ["Option 1", "2", "Parties"],
          ["Option 2", "2", "shall lend equipment"],
        ],
      ),
    ).toEqual({
      bound: ["Option 2 → 2"],
      paired: ["Option 2 → 2"],
      refused: ["Option 1 → 2"],
      passedOver: ["Option 1"],
      choices: [choice],
    });
    expect(
      align([aims, `2| ${lend}`], options(pay, lend), [
        ["2", "Option 1", "Parties"],
        ["2", "Option 2", "shall lend equipment"],
      ]),
    ).toEqual({
      bound: ["2 → Option 2"],
      paired: ["2 → Option 2"],
      refused: ["2 → Option 1"],
      passedOver: ["Option 1"],
      choices: ["revised 2 (Option 1, Option 2): Option 2 → 2"],
    });
  });

  test("pair the number above the first option with the text, in either direction", () => {
    const found = align(options(pay, lend), [aims, `2| ${pay}`], [["Option 1", "2", pay]]);
    expect(found.paired).toEqual(["Option 1 → 2", "2 → 2"]);
    const back = align([aims, `2| ${pay}`], options(pay, lend), [["2", "Option 1", pay]]);
    expect(back.paired).toEqual(["2 → Option 1", "2 → 2"]);
  });

  test("pair an option's empty first clause with the text of its first paragraph", () => {
    const nested = [aims, "  Option 1|", `    a| ${none}`, "  Option 2|", `    b| ${pay}`, `    c| ${lend}`];
    const found = align(
      nested,
      [aims, `3| ${pay}`, `4| ${lend}`],
      [
        ["b", "3", pay],
        ["c", "4", lend],
      ],
    );
    expect(found.paired).toEqual(["b → 3", "c → 4", "Option 2 → 3"]);
    expect(found.passedOver).toEqual(["Option 1", "a"]);
    expect(found.choices).toEqual(["base none (Option 1, Option 2): Option 2 → 3, 4"]);
    expect(found.refused).toEqual(["Option 1 → 3", "Option 1 → 4", "a → 3", "a → 4"]);
  });

  test("list the clauses of the text in order, although the longest was found first", () => {
    const nested = [aims, "  Option 1|", `    a| ${none}`, "  Option 2|", `    b| They meet.`, `    c| ${lend}`];
    const found = align(
      nested,
      [aims, "3| They meet.", `4| ${lend}`],
      [
        ["b", "3", "They meet"],
        ["c", "4", lend],
      ],
    );
    expect(found.choices).toEqual(["base none (Option 1, Option 2): Option 2 → 3, 4"]);
  });

  test("keep a clause that is slightly more like another option", () => {
    const year = "They lend coins to all poor States in the region every year";
    const base = [...options(pay, year).toSpliced(3, 0, `    a| ${year.replace("every year", "each month")}`)];
    const found = align(
      base,
      [aims, `2| ${pay}`, `3| ${year}`],
      [
        ["Option 1", "2", pay],
        ["Option 2", "3", "They lend coins to all poor States in the region"],
      ],
    );
    expect(found.choices).toEqual(["base 2 (Option 1, Option 2): Option 1 → 2, 3"]);
  });

  test("leave a clause that another option gave to that option", () => {
    const found = align(
      options(`${pay} ${pay.replace("fund", "bank")}`, lend),
      [aims, `2| ${pay} ${pay.replace("fund", "bank")}`, `3| ${lend}`],
      [
        ["Option 1", "2", pay],
        ["Option 2", "3", lend],
      ],
    );
    expect(found.choices).toEqual(["base 2 (Option 1, Option 2): Option 1 → 2"]);
    expect(found.refused).toEqual(["Option 2 → 2"]);
  });

  const became = `${choice.slice(0, -1)}3`;
  const meet = "They meet, hear observers and report once a year";
  const often = "They meet often and hear all that other observers say";

  test.each([
    ["a text of 2 words that are both from an option", "They meet", "They meet", "They meet", [became]],
    ["no text of 3 words with 2 from an option", "They meet", "They meet often", "They meet", [deleted]],
    ["a text of 10 words with 3 from an option", often, often, "They meet often", [became]],
    ["no text of 11 words with 3 from an option", often, `${often} there`, "They meet often", [deleted]],
    ["no text with 2 words and a comma from an option", meet, meet, "They meet,", [deleted]],
  ])("may have become %s", (_name, option, text, words, expected) => {
    const found = align(options(pay, option), [aims, `3| ${text}`], [["Option 2", "3", words]]);
    expect(found.choices).toEqual(expected);
  });

  test("did not become a text with some of their words but little in common", () => {
    const other = "They meet often and the fund pays for no guests";
    expect(
      align(
        options(pay, "Each observer may speak and they meet often"),
        [aims, `3| ${other}`],
        [
          ["Option 2", "3", "meet often"],
          ["Option 2", "3", "and"],
        ],
      ).choices,
    ).toEqual([deleted]);
  });

  test("became a text with half of their words", () => {
    const half = "All Parties able to do so shall give money to schools in every village.";
    const found = align(
      options(pay, lend),
      [aims, `2| ${half}`],
      [["Option 2", "2", "All Parties able to do so shall"]],
    );
    expect(found.choices).toEqual([choice]);
    expect(found.bound).toEqual(["Option 2 → 2"]);
  });

  test("did not become an option of another group", () => {
    const third = ["3|", "  Option A| They meet often", `  Option B| ${none}`];
    const found = align(
      ["2|", `  Option 1| ${often}`, `  Option 2| ${pay}`],
      [...third, `4| ${pay} ${lend} ${none}`],
      [
        ["Option 1", "Option A", "They meet often"],
        ["Option 2", "4", "shall pay into the fund"],
      ],
    );
    expect(found.choices.filter((line) => line.startsWith("base"))).toEqual([]);
  });

  test("did not become a text that a person linked", () => {
    expect(align([aims, `2| ${lend}`], options(pay, lend), [["2", "Option 2", lend]], ["2"])).toEqual(nothing);
  });

  test.each([
    ["are deleted if less than 30 % of their words are left", "They often", [deleted]],
    ["are not deleted if 30 % of their words are left", "They often meet", []],
  ])("%s", (_name, words, expected) => {
    const base = [
      aims,
      "2|",
      "  Option 1| They often meet.",
      "  Option 2|",
      "    a| Nobody ever",
      "    b| pays them for it here.",
    ];
    const found = align(base, [aims, `3| ${words}, says ${none} ${pay} ${lend}`], [["Option 1", "3", words]]);
    expect(found.choices).toEqual(expected);
  });

  test("are paired with no text that has only a few words of the chosen option", () => {
    const nested = [...options(pay, lend), "    a| They meet often in the city of the host and for three days in May"];
    const found = align(
      nested,
      [aims, `2| ${lend}`, `3| ${often}`],
      [
        ["Option 2", "2", lend],
        ["a", "3", "They meet often"],
      ],
    );
    expect(found.choices).toEqual([`${choice}, 3`]);
    expect(found.bound).toEqual(["Option 2 → 2"]);
  });

  test("pair no clause that has a text of its own with the text of the clause below it", () => {
    const nested = [aims, `  Option 1| ${none}`, "  Option 2| The Parties choose:", `    b| ${pay}`];
    expect(align(nested, [aims, `3| ${pay}`], [["b", "3", pay]]).paired).toEqual(["b → 3"]);
  });

  test("at the start of a text are paired like others, with or without a number", () => {
    const start = options(pay, lend).slice(1);
    expect(align(start, [`2| ${pay}`], [["Option 1", "2", pay]]).paired).toEqual(["Option 1 → 2", "2 → 2"]);
    expect(align(start.slice(1), [`2| ${pay}`], [["Option 1", "2", pay]]).paired).toEqual(["Option 1 → 2"]);
  });

  test("bind a text to the first of equal paragraphs", () => {
    const nested = [aims, `  Option 1| ${none}`, "  Option 2|", `    b| ${pay}`, `    c| ${pay}`];
    expect(align(nested, [aims, `3| ${pay}`], [["c", "3", pay]]).bound).toEqual(["b → 3"]);
  });
});

test.each([
  [40, ["base 2 (40 options): Option 2 → 3"]],
  [41, []],
])("a choice has at most 40 options: %i", (count, expected) => {
  const texts = Array.from({ length: count }, (_, at) => (at === 1 ? lend : `The Party of region ${String(at)} pays.`));
  const { choices } = align(options(...texts), [aims, `3| ${lend}`], [["Option 2", "3", lend]]);
  expect(choices.map((line) => line.replace(/\(.*\)/u, `(${String(count)} options)`))).toEqual(expected);
});

test("a choice looks for the text of its options in only 200 of 201 clauses", () => {
  // Each paragraph of the option names two States, and each of them has a clause of its own in the other draft.
  const states = Array.from({ length: 201 }, (_, at) => `State${String(at)}`);
  const paragraphOf = (at: number): string => `a${String(Math.floor(at / 2))}`;
  const paragraphs = states.flatMap((state, at) =>
    at % 2 === 0 ? [`    ${paragraphOf(at)}| ${state} ${states[at + 1] ?? ""}`] : [],
  );
  const { choices } = align(
    [...options(pay, ""), ...paragraphs],
    [aims, ...states.map((state, at) => `b${String(at)}| ${state}`)],
    states.map((state, at) => [paragraphOf(at), `b${String(at)}`, state]),
  );
  const found = Array.from({ length: 200 }, (_, at) => `b${String(at)}`).join(", ");
  expect(choices).toEqual([`base 2 (Option 1, Option 2): Option 2 → ${found}`]);
});
