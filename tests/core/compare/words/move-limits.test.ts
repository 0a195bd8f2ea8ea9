import { originsOf } from "../shown-words.ts";

const unmoved = [
  "The committee met in Geneva and elected a chair from the northern region",
  "Delegates discussed fees for spectrum licences during two long meetings at night",
];
const long = Array.from({ length: 90 }, (_, at) => `topic${String(at + 1)}`).join(" ");

/** Returns how clauses are shown that moved from before two other clauses to after them. */
function moved(before: readonly string[], after: readonly string[]): string[] {
  return originsOf([...before, ...unmoved], [...unmoved, ...after]).slice(unmoved.length);
}

/** As `moved`, in the opposite direction. */
function movedBack(before: readonly string[], after: readonly string[]): string[] {
  return originsOf([...unmoved, ...after], [...before, ...unmoved]).slice(0, before.length);
}

test.each([
  ["finds 7 rare words", "national plans for rural broadband networks today", true],
  ["does not find 6 rare words", "national plans for rural broadband networks", false],
])("%s moved from the middle of a clause to the middle of another", (_, phrase, isMove) => {
  const base = [
    `The committee considered ${phrase} with great care in Geneva`,
    "Delegates discussed for two long nights",
  ];
  const revised = [
    "The committee considered with great care in Geneva",
    `Delegates discussed ${phrase} for two long nights`,
  ];
  expect(originsOf(base, revised)[1]).toBe(
    isMove
      ? `2[Delegates discussed] 1[${phrase}] 2[for two long nights]`
      : `2[Delegates discussed] ${phrase} 2[for two long nights]`,
  );
});

test.each([
  [
    "finds a moved sentence of 5 words",
    "Operators repair submarine cables quickly.",
    "1[Operators repair submarine cables quickly.]",
  ],
  [
    "does not find a moved sentence of 4 words",
    "Operators repair submarine cables.",
    "Operators repair submarine cables.",
  ],
])("%s", (_, sentence, shown) => {
  const base = [
    `The committee met in Geneva. ${sentence} It then closed its session.`,
    "Delegates discussed spectrum licences.",
  ];
  const revised = [
    "The committee met in Geneva. It then closed its session.",
    `Delegates discussed spectrum licences. ${sentence}`,
  ];
  expect(originsOf(base, revised)[1]).toContain(shown);
});

test.each([
  ["finds a moved clause of 4 words", "Operators repair submarine cables", true],
  ["does not find a moved clause of 3 words", "Operators repair cables", false],
])("%s", (_, clause, isMove) => {
  expect(moved([clause], [clause])).toEqual([isMove ? `1[${clause}]` : clause]);
});

test.each([
  ["finds", 4, "Operators repair submarine cables", "1[Operators repair submarine cables]"],
  ["does not find", 3, "Operators repair cables", "Operators repair cables"],
])("%s a clause of %i words that changed places with its neighbour", (_verb, _count, clause, shown) => {
  const neighbour = "Delegates discussed fees for spectrum licences";
  expect(originsOf([clause, neighbour], [neighbour, clause])).toEqual([`2[${neighbour}]`, shown]);
});

test("finds 4 words that are most of a clause in both texts", () => {
  const [before, after] = [
    "Operators repair submarine cables and pay fines",
    "Operators repair submarine cables or lose licences",
  ];
  expect(moved([before], [after])).toEqual(["1[Operators repair submarine cables] or lose licences"]);
  expect(movedBack([before], [after])).toEqual(["3[Operators repair submarine cables] and pay fines"]);
});

test("does not find a short clause in the middle of a long sentence", () => {
  const clause = "Operators repair submarine cables within days";
  const sentence =
    "Because storms are frequent, operators repair submarine cables within days with ships that members share";
  expect(moved([clause], [sentence])).toEqual([sentence]);
  expect(movedBack([clause], [sentence])).toEqual([clause]);
});

const plan = "Members publish national plans for rural broadband networks every year";

test.each([
  ["finds the origin of a moved passage that an old draft has 4 times", 4, `new 1[${plan}] and more`],
  ["does not guess the origin of a moved passage that an old draft has 5 times", 5, `new ${plan} and more`],
])("%s", (_, count, shown) => {
  const before = Array.from({ length: count }, (_, at) => `old${String(at)} ${plan} older${String(at)}`);
  expect(moved(before, [`new ${plan} and more`, long])[0]).toBe(shown);
});

test("finds no origin of 4 moved words that a text has twice", () => {
  const clause = "Operators repair submarine cables";
  expect(moved([clause], [clause, clause])).toEqual([clause, clause]);
  expect(moved([clause, clause], [clause])).toEqual([clause]);
});

test("finds the first of two copies of 5 moved words", () => {
  const clause = "Operators repair submarine cables quickly";
  expect(moved([clause], [clause, clause])).toEqual([`1[${clause}]`, clause]);
  expect(movedBack([clause], [clause, clause])).toEqual([`3[${clause}]`]);
});

test("includes the opening words of a moved sentence that many other sentences have", () => {
  const sentence = "Member States should take all necessary measures today.";
  const others = ["schools", "hospitals", "libraries", "museums", "courts"].map(
    (name) => `Member States should take all necessary measures in ${name}.`,
  );
  expect(moved([sentence, ...others], [sentence])).toEqual([`1[${sentence}]`]);
  expect(movedBack([sentence, ...others], [sentence])).toEqual([`3[${sentence}]`, ...others]);
});

test("counts common words of a moved passage less than rare ones", () => {
  const list = Array.from({ length: 40 }, (_, at) => `of the topic${String(at)}`).join(" ");
  const shown = (phrase: string): string =>
    moved(
      [`In spring a study asked whether ${phrase} were open`, list],
      [list, `Now we no longer see why ${phrase} are closed`],
    ).at(-1)!;
  expect(shown("plans about free use amid broadband networks")).toContain(
    "1[plans about free use amid broadband networks]",
  );
  expect(shown("plans of the use of broadband networks")).not.toContain("[");
});

test.each([
  ["finds", "one inserted word", "today", "1[members publish plans,] today 1[libraries connect schools]"],
  ["does not find", "6 inserted words", "today or at noon in May", undefined],
])("%s 6 rare words and a mark moved in two parts apart by %s", (_verb, _words, between, shown) => {
  const parts = `members publish plans, ${between} libraries connect schools`;
  const base = `In spring the Council asked why ${parts.replace(` ${between}`, "")} while it was raining or snowing`;
  expect(moved([base], [`Later they explained that ${parts} because nobody had objected`])).toEqual([
    `Later they explained that ${shown ?? parts} because nobody had objected`,
  ]);
});

test("keeps the words between two edits of different length in a moved sentence", () => {
  const sentence = (who: string): string => `noting that for most of those ${who} the connection will be by radio`;
  expect(moved([sentence("who have yet to be connected")], [sentence("whom these plans have yet to reach")])).toEqual([
    "1[noting that for most of those] whom these plans 1[have yet to] reach 1[the connection will be by radio]",
  ]);
});

test("keeps two words after an edit next to a moved passage", () => {
  const passage = "Regulators publish fees for spectrum licences before auctions open";
  expect(moved([`${passage}, groups pay`], [`${passage} unless all groups pay`])).toEqual([
    `1[${passage}] unless all 1[groups pay]`,
  ]);
  expect(movedBack([`${passage}, groups pay`], [`${passage} unless all groups pay`])).toEqual([
    `3[${passage}], 3[groups pay]`,
  ]);
});

test("joins the parts of a moved sentence on both sides of a deleted passage between commas", () => {
  const [before, after] = [
    "Regulators publish fees, in the gazette of their country, before auctions open.",
    "Regulators publish fees, before auctions open.",
  ];
  expect(moved([before], [after])).toEqual(["1[Regulators publish fees,] 1[before auctions open.]"]);
  expect(movedBack([before], [after])).toEqual([
    "3[Regulators publish fees,] in the gazette of their country, 3[before auctions open.]",
  ]);
});

test("does not join two short parts of a moved sentence that share a mark and a word", () => {
  const [before, after] = [
    "Regulators publish fees, and spend them, and before auctions open.",
    "Regulators publish fees, and before auctions open.",
  ];
  expect(moved([before], [after])).toEqual([after]);
});

const [fees, schools] = [
  "Regulators publish fees for spectrum licences before auctions open",
  "Ministries connect rural schools through community networks and solar power stations",
];

test.each([
  ["before it", "Parents know that regulators publish fees."],
  ["after it", "Parents know before auctions open."],
])("leaves the words of a moved sentence to the whole copy of it, not to the part %s", (_, part) => {
  const before = [`${fees}. ${schools}.`];
  const after = [`${fees}.`, `${part} ${schools}.`];
  expect(moved(before, after)).toEqual([`1[${fees}.]`, `${part} 1[${schools}.]`]);
  expect(moved([...before, long], after)).toEqual([`1[${fees}.]`, `${part} 1[${schools}.]`]);
  expect(movedBack(before, after)).toEqual([`3[${fees}.] 4[${schools}.]`]);
});

test("moves only the longer of two phrases that changed places in a moved clause", () => {
  const [invite, cables, auctions] = [
    "Members invite libraries, museums and hospitals into planning bodies",
    "operators repair submarine cables",
    "regulators publish fees before auctions open",
  ];
  const before = [`${invite} where ${cables} whenever ${auctions} today`];
  const after = [`${invite} because ${auctions} while ${cables} today`];
  expect(moved(before, after)).toEqual([`1[${invite}] because 1[${auctions}] while ${cables} today`]);
  expect(moved([...before, long], after)).toEqual([`1[${invite}] because 1[${auctions}] while ${cables} today`]);
  expect(movedBack(before, after)).toEqual([`3[${invite}] where ${cables} whenever 3[${auctions}] today`]);
});

test("divides a sentence of which two clauses repeat overlapping parts, the longer part first", () => {
  const words =
    "Member countries invite libraries, museums and hospitals into national planning bodies so that broadband networks reach rural villages and remote islands before winter".split(
      " ",
    );
  const part = (start: number, end?: number): string => words.slice(start, end).join(" ");
  expect(moved([part(0)], [`First ${part(0, 15)} now`, `Then ${part(12)}`])).toEqual([
    `First 1[${part(0, 15)}] now`,
    `Then ${part(12, 15)} 1[${part(15)}]`,
  ]);
  expect(movedBack([part(0)], [`First ${part(0, 15)} now`, `Then ${part(12)}`])).toEqual([
    `3[${part(0, 15)}] 4[${part(15)}]`,
  ]);
  expect(moved([part(0)], [`First ${part(0, 12)} now`, `Then ${part(8)}`])).toEqual([
    `First 1[${part(0, 8)}] ${part(8, 12)} now`,
    `Then 1[${part(8)}]`,
  ]);
});

test("keeps the words of a moved sentence that was edited every few words", () => {
  const before =
    "In spring the regulators of every region publish the fees for spectrum licences before the first auction opens in autumn";
  const after =
    "In autumn the regulators of each region publish the fees for spectrum licences before any auction opens in autumn";
  expect(moved([before], [after])).toEqual([
    "1[In] autumn 1[the regulators of] each 1[region publish the fees for spectrum licences before] any 1[auction opens in autumn]",
  ]);
  expect(movedBack([before], [after])).toEqual([
    "3[In] spring 3[the regulators of] every 3[region publish the fees for spectrum licences before] the first 3[auction opens in autumn]",
  ]);
});
