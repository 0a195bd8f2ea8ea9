import { compareVia } from "#core/lineage/compare-via.ts";
import { wordOrigins } from "#core/lineage/word-origins.ts";
import type { VersionText } from "#core/text/clause.ts";
import { version } from "../compare/versions.ts";

interface Draft {
  id: string;
  index: number;
  text: VersionText;
}

/**
 * Returns the runs of the last draft, clause by clause: "0<2 1:v3| words" was added in draft 0, was restored in draft 2,
 * and is in clause v3 of draft 1.
 */
async function origins(...texts: string[]): Promise<string[][]> {
  const drafts = texts.map((text, index): Draft => ({ id: String(index), index, text: version(text) }));
  const last = drafts.at(-1)!;
  const clauses = await wordOrigins(last, {
    parents: ({ index }: Draft) => drafts.slice(Math.max(0, index - 1), index),
    textOf: ({ text }) => Promise.resolve(text),
    comparisonOf: (base, revised) => {
      const between = drafts.slice(base.index + 1, revised.index).map(({ text }) => text);
      return Promise.resolve(compareVia(base.text, between, revised.text).comparison);
    },
  });
  return clauses.map(({ runs }) =>
    runs.map(({ range, broughtBy, returnedWith, elsewhere }) => {
      const back = returnedWith ? `<${returnedWith.id}` : "";
      const there = elsewhere ? ` ${elsewhere.version.id}:${elsewhere.clause}` : "";
      return `${broughtBy.id}${back}${there}| ${last.text.text.slice(...range)}`;
    }),
  );
}

const schools = "that broadband networks are a driver of growth in every economy and reach the schools of each region";
const exchange = "that Internet exchange points lower the price of transit for all and keep traffic local";
const report = "A yearly report on languages is sent to the Council by each bureau";
const goal = "Parties shall hold the increase in temperature to 1.5 °C.";
const vague = "Parties shall hold the increase in temperature as low as possible.";
const affordable = "that a limit of 1.5 °C is affordable for all countries";

describe("words that an earlier draft had in another clause", () => {
  test("name that draft and clause, if they came from there", async () => {
    const [, second] = await origins(`${schools}. ${report}.\n${exchange}.`, `${schools}.\n${exchange}. ${report}.`);
    expect(second).toContain(`0 0:v1| ${report}.`);
  });

  test("name the draft and clause of their first form, in later drafts too", async () => {
    const moved = `${schools}.\n${exchange}. ${report}.`;
    const [, , last] = await origins(`${schools}. ${report}.\n${exchange}.`, moved, `that costs vary;\n${moved}`);
    expect(last).toContain(`0 0:v1| ${report}.`);
  });

  test("name the clause of the earlier draft if they were copied, and the draft that added them here", async () => {
    const [first, , third] = await origins(
      `${schools}. ${report}.\n${exchange}.`,
      `${schools}. ${report}.\n${exchange}.\n${report}, and to the press.`,
    );
    expect(first).toEqual([`0| ${schools}. ${report}.`]);
    expect(third?.[0]).toBe(`1 0:v1| ${report},`);
  });

  test.each([
    [
      "name the clause of five words in a row",
      "A yearly report on languages must be short",
      ["A yearly report on languages"],
    ],
    ["name no clause of four words in a row", "A yearly report on trade must be short", []],
  ])("%s", async (_case, added, copied) => {
    const before = `${schools}.\n${report}.`;
    const [, , runs] = await origins(before, `${before}\n${added}.`);
    expect(runs?.filter((run) => run.startsWith("1 0:v2| "))).toEqual(copied.map((words) => `1 0:v2| ${words}`));
  });

  test("name the clause with the same number and unit, but not with the same year or a few common words", async () => {
    const before = `${schools} by 2030\n${goal}`;
    const [, , added] = await origins(before, `${before}\nthat islands in the region need 1.5 °C by 2030`);
    expect(added).toEqual(["1| that islands in the region need", "1 0:v2| 1.5 °C", "1| by 2030"]);
  });

  test("name no clause if their own clause moved or has another number", async () => {
    const runs = await origins(`1| ${schools};\n2| ${exchange};`, `1| ${exchange};\n2| ${schools};`);
    expect(runs.flat().filter((run) => run.includes(":"))).toEqual([]);
  });

  test("name no clause for parts of a clause that was split", async () => {
    const runs = await origins(`${schools}; ${exchange}`, `${schools};\n${exchange}`);
    expect(runs).toEqual([[`0| ${schools};`], [`0| ${exchange}`]]);
  });
});

describe("a number is credited to the first draft that has it in the same sentence", () => {
  test.each<[string, string]>([
    ["another number", goal.replace("1.5", "2")],
    ["no number", vague],
  ])("although the draft between has %s", async (_what, between) => {
    const [, runs] = await origins(`${schools}\n${goal}`, `${schools}\n${between}`, `${schools}\n${goal}`);
    expect(runs?.find((run) => run.includes("1.5"))).toMatch(/^0<2\|/u);
    expect(runs?.some((run) => run.startsWith("2|"))).toBe(false);
  });

  test("although the sentence was reworded when it returned", async () => {
    const reworded = "Parties shall hold every increase in temperature to less than 1.5 °C.";
    const [, runs] = await origins(`${schools}\n${goal}`, `${schools}\n${vague}`, `${schools}\n${reworded}`);
    expect(runs).toContain("0<2| 1.5 °C");
    expect(runs).toContain("2| less than");
  });

  test("although another clause with it arrived since", async () => {
    const drafts = [`${schools}\n${goal}`, `${schools}\n${vague}\n${affordable}`, `${schools}\n${goal}\n${affordable}`];
    const [, runs, arrived] = await origins(...drafts);
    expect(runs?.find((run) => run.includes("1.5"))).toMatch(/^0<2\|/u);
    expect(arrived).toEqual(["1| that a limit of", "1 0:v2| 1.5 °C", "1| is affordable for all countries"]);
  });

  test("although it came from a clause that arrived since and was merged with the sentence", async () => {
    const [, runs] = await origins(
      `${schools}\n${goal}`,
      `${schools}\n${vague}\n${affordable.replace("°C", "°C above pre-industrial levels")}`,
      `${schools}\nParties shall hold the increase in temperature to a limit of 1.5 °C above pre-industrial levels.`,
    );
    expect(runs).toContain("0<2| 1.5 °C");
    expect(runs).toContain("1| above pre-industrial levels");
  });

  test("and to the draft that moved it into another sentence, if none had it there before", async () => {
    const [, , runs] = await origins(`${schools}\n${goal}`, `${schools}\n${vague}\n${affordable}`);
    expect(runs).toContain("1 0:v2| 1.5 °C");
  });

  test("and stays credited to it in later drafts", async () => {
    const [, runs] = await origins(
      `${schools}\n${goal}`,
      `${schools}\n${vague}`,
      `${schools}\n${goal}`,
      `${schools}\n${goal.replace("Parties", "All Parties")}`,
    );
    expect(runs?.find((run) => run.includes("1.5"))).toMatch(/^0<2\|/u);
  });
});

test("credits a short phrase to the first draft that has it in the same sentence", async () => {
  const sentence = "The bureau sends its budget to all members of the Forum by the end of May.";
  const other = sentence.replace("all members of the Forum", "the Council");
  const [, runs] = await origins(`${schools}\n${sentence}`, `${schools}\n${other}`, `${schools}\n${sentence}`);
  expect(runs?.find((run) => run.includes("members"))).toMatch(/^0<2\|/u);
});

test("credits common words to the draft that wrote them again", async () => {
  const sentence = "The bureau sends its budget to the Council, and to the members, by the end of May of each year.";
  const drafts = [
    sentence,
    sentence.replace(", and to the members,", ""),
    sentence.replace("and to the members", "or to the press"),
  ];
  const [runs] = await origins(...drafts);
  expect(runs?.find((run) => run.includes("press"))).toMatch(/^2\|.*to the press/u);
});

describe.each([
  [
    "built-in flexibility",
    "The transparency framework shall build on the existing arrangements and be implemented in a facilitative manner",
    "A unified system is established, with built-in flexibility for the capacities of Parties",
    "An enhanced transparency framework for action, with built-in flexibility which heeds capacities, shall build on the existing arrangements and be implemented in a facilitative manner",
    "In order to build mutual trust and confidence, an enhanced transparency framework for action and support, with built-in flexibility which heeds capacities and builds upon collective experience is hereby established",
  ],
  [
    "souplesse intégrée",
    "Le cadre de transparence s'appuie sur les dispositifs existants et il est mis en œuvre d'une façon constructive",
    "Il est créé un système commun, avec une souplesse intégrée pour les capacités des Parties",
    "Le cadre de transparence, dont la souplesse intégrée tient compte des capacités, s'appuie sur les dispositifs existants",
    "Afin de renforcer la confiance, il est créé un cadre de transparence de l'appui à la souplesse intégrée, mis en œuvre d'une façon constructive",
  ],
])("“%s”, which an older draft has in another option,", (phrase, first, second, edited, rewritten) => {
  const draft = (text: string, rest = ""): string => `${schools}\n${text}.\n${exchange}${rest}`;
  const open = draft(`${first}.\nOption 2| ${second}`).replace(first, `Option 1| ${first}`);
  const long = `\n${`${report}.\n`.repeat(120)}`;

  test.each<[string, string, string[]]>([
    ["1<3 1:v3", "is credited to it", [draft(first), open, draft(first), draft(edited)]],
    ["0<2 0:v3", "is credited to it in a rewritten clause", [open, draft(first), draft(rewritten)]],
    ["0<2 0:v3", "stays credited to it", [open, draft(first), draft(edited), draft(edited)]],
    ["0 0:v3", "did not return if the draft before has it", [open, draft(edited)]],
    ["2", "is new if a clause without options had it too", [`${open} ${phrase}`, draft(first), draft(edited)]],
    ["2", "is new in a clause without options", [open, draft(first), draft(first, `, ${phrase}`)]],
    [
      "2",
      "is new if it was in 3 locations",
      [`${open}${long}`.replace(second, `${second}, ${phrase} or ${phrase}`), draft(first, long), draft(edited, long)],
    ],
  ])("%s: %s", async (origin, _fact, drafts) => {
    const runs = (await origins(...drafts)).flat().filter((run) => run.includes(phrase));
    expect(runs.map((run) => run.split("|")[0])).toEqual([origin]);
  });
});

test.each([
  ["has short words only", "with the poor", ""],
  ["has only 1 distinctive word", "of flexibility", ""],
  ["has words that are frequent elsewhere", "within those", "Within days, those within weeks; those within hours."],
])("a phrase of another option is new if it %s", async (_fact, phrase, usual) => {
  const chosen = `${schools}\n${goal}\n${usual}`;
  const open = `${schools}\nOption 1| ${goal}\nOption 2| They go ${phrase} later.\n${usual}`;
  const runs = await origins(open, chosen, chosen.replace("temperature", `temperature ${phrase}`));
  expect(runs.flat()).toContain(`2| ${phrase}`);
});
