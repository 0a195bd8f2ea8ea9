import { bindWords } from "#core/compare/clauses/clause-link.ts";
import { readTexts } from "#core/compare/compared-texts.ts";
import { mapWords } from "#core/compare/words/map-words.ts";
import { originsOf } from "../shown-words.ts";
import { version } from "../versions.ts";

/** Returns how the revised clauses are shown with clauses linked by number; 0 is no clause. */
function linked(
  base: readonly string[],
  revised: readonly string[],
  ...links: [base: number, revised: number][]
): string[] {
  const { words } = readTexts(version(base.join("\n")), version(revised.join("\n")));
  const map = mapWords(words);
  const before = structuredClone(map);
  const bound = links.map(([from, to]) => ({ base: from - 1, revised: to - 1 }));
  const result = originsOf(base, revised, bindWords(map, words, bound));
  expect(map).toEqual(before);
  return result;
}

const fees = "Regulators publish fees before auctions";
const cables = "Operators repair submarine cables quickly";
const schools = "Ministries connect rural schools by radio";

test("keeps no words of a clause linked to no counterpart, and all of the others", () => {
  const text = [fees, cables, schools];
  expect(linked(text, text, [1, 0])).toEqual([fees, `2[${cables}]`, `3[${schools}]`]);
  expect(linked(text, text, [2, 0])).toEqual([`1[${fees}]`, cables, `3[${schools}]`]);
  expect(linked(text, text, [0, 1])).toEqual([fees, `2[${cables}]`, `3[${schools}]`]);
  expect(linked(text, text, [0, 3])).toEqual([`1[${fees}]`, `2[${cables}]`, schools]);
});

test("maps the words of a linked clause to its copy, not to the other one", () => {
  expect(linked([fees, schools], [fees, cables, fees], [1, 3])).toEqual([fees, cables, `1[${fees}]`]);
  expect(linked([fees, cables, fees], [fees, schools], [3, 1])).toEqual([`3[${fees}]`, schools]);
  expect(linked([fees, schools], [fees, schools], [1, 1])).toEqual([`1[${fees}]`, `2[${schools}]`]);
});

const plans = "national plans for rural broadband networks every year";

test.each([
  ["keeps a passage of 8 words of a linked clause", plans, true],
  ["drops a passage of 7 words of a linked clause", plans.replace(" every", ""), false],
  ["drops a passage of 7 words and a mark of a linked clause", plans.replace(" every", ","), false],
])("%s at another clause", (_, passage, isKept) => {
  const base = [`Members publish ${passage}`, cables];
  const revised = ["Members publish nothing", `${passage} and ${cables}`];
  expect(linked(base, revised, [1, 1])).toEqual([
    "1[Members publish] nothing",
    `${isKept ? `1[${passage}]` : passage} and 2[${cables}]`,
  ]);
  expect(linked(revised, base, [1, 1])).toEqual([
    `1[Members publish] ${isKept ? `2[${passage}]` : passage}`,
    `2[${cables}]`,
  ]);
});

const [villages, surveys] = ["national plans for rural villages", "groups survey distant islands each spring"];

test.each([
  ["base", `${villages} while ${surveys}`, `${villages} ${surveys}`],
  ["revised", `${villages} ${surveys}`, `${villages} while ${surveys}`],
])("drops two short passages of a linked clause at another clause that are apart in the %s", (_, before, after) => {
  const [base, revised] = [
    [`Members publish ${before}`, cables],
    ["Members publish nothing", `${after}. ${cables}`],
  ];
  expect(originsOf(base, revised)[1]).toContain("1[national");
  expect(linked(base, revised, [1, 1])).toEqual(["1[Members publish] nothing", `${after}. 2[${cables}]`]);
  expect(linked(revised, base, [1, 1])).toEqual([`1[Members publish] ${before}`, `2[${cables}]`]);
});

test("maps the words of a clause linked to two parts to both, in whatever order they were linked", () => {
  const [whole, parts] = [
    [schools, `${fees} and ${cables}`],
    [fees, schools, cables],
  ];
  const shown = [`2[${fees}]`, `1[${schools}]`, `2[${cables}]`];
  expect(linked(whole, parts, [2, 1], [2, 3])).toEqual(shown);
  expect(linked(whole, parts, [2, 3], [2, 1])).toEqual(shown);
  expect(linked(whole, parts, [1, 0], [2, 3], [2, 1])).toEqual([`2[${fees}]`, schools, `2[${cables}]`]);
});

test("maps the words of two clauses linked to one to it, in whatever order they were linked", () => {
  const [parts, whole] = [
    [fees, schools, cables],
    [schools, `${fees} and ${cables}`],
  ];
  const shown = [`2[${schools}]`, `1[${fees}] and 3[${cables}]`];
  expect(linked(parts, whole, [1, 2], [3, 2])).toEqual(shown);
  expect(linked(parts, whole, [3, 2], [1, 2])).toEqual(shown);
});

test("maps no short clause to its copy if people linked both to other clauses", () => {
  const [base, revised] = [
    [fees, cables],
    [cables, fees],
  ];
  expect(linked(base, revised, [1, 1], [2, 2])).toEqual(revised);
});
