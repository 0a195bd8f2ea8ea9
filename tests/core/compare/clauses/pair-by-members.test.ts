import { haveSameNumber, openersOf, pairByMembers } from "#core/compare/clauses/pair-by-place.ts";
import type { Clause } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { type ClauseInShort, draftOf } from "../../../support/draft.ts";

/** Reads clauses in short form: "heading", "heading Article 4", "item" and so on; "empty heading" has no text. */
function clausesOf(...inShort: string[]): Clause[] {
  const clauses = inShort.map((short): ClauseInShort => {
    const [, empty, kind, label] = /^(empty )?(\S+)(?: (.*))?$/u.exec(short) ?? [];
    return [kind as ClauseInShort[0], label ?? null, empty ? "" : "text"];
  });
  return versionTextOf(draftOf(clauses)).clauses;
}

/** Pairs openers by the pairs found before. Both are given by the numbers of the clauses: "1=2". */
function paired(base: readonly Clause[], revised: readonly Clause[], known: string): [string, number][] {
  const pairs = known.split(" ").map((pair) => {
    const [own = 0, other = 0] = pair.split("=").map(Number);
    return { base: [own - 1], revised: [other - 1], score: 1, moved: false };
  });
  const sets = {
    base: new Set(pairs.flatMap((pair) => pair.base)),
    revised: new Set(pairs.flatMap((pair) => pair.revised)),
  };
  return pairByMembers(base, revised, pairs, sets).map(({ base: [own = 0], revised: [other = 0], score, moved }) => {
    expect(moved).toBe(false);
    return [`${String(own + 1)}=${String(other + 1)}`, score];
  });
}

const pairsOf = (...parameters: Parameters<typeof paired>): string[] => paired(...parameters).map(([pair]) => pair);

test.each(["title", "verb", "heading"])("pairs a reworded %s with the one above most of its clauses", (kind) => {
  const base = clausesOf("item", kind, "item", "item", "item", kind, "item");
  const revised = clausesOf(kind, "item", kind, "item", "item", "item");
  expect(pairsOf(base, revised, "3=4 4=5 5=6 7=2")).toEqual(["2=3", "6=1"]);
});

test("pairs an article that got a title, and no other heading that got its text", () => {
  const [bare, titled] = [
    clausesOf("empty heading Article 4", "item", "item"),
    clausesOf("heading Article 5", "item", "item"),
  ];
  expect(pairsOf(bare, titled, "2=2 3=3")).toEqual(["1=1"]);
  expect(pairsOf(titled, bare, "2=2 3=3")).toEqual(["1=1"]);
  const [empty, full] = [clausesOf("empty heading 4", "item", "item"), clausesOf("heading 5", "item", "item")];
  expect(pairsOf(empty, full, "2=2 3=3")).toEqual([]);
});

test("pairs no other clause by the clauses below it", () => {
  const base = clausesOf("item", "recital", "recital");
  expect(pairsOf(base, base, "2=2 3=3")).toEqual([]);
});

test.each([
  ["pairs", "more than half of the base clauses", "2=2 3=3 4=6", ["1=1"]],
  ["does not pair", "half of the base clauses", "2=2 3=6", []],
  ["pairs", "more than half of the revised clauses", "2=2 3=3 6=4", ["1=1"]],
  ["does not pair", "half of the revised clauses", "2=2 6=3", []],
])("%s headings that have %s in common", (_case, _share, known, expected) => {
  const base = clausesOf("heading", "item", "item", "item", "heading", "item");
  expect(pairsOf(base, base, known).filter((pair) => pair === "1=1")).toEqual(expected);
});

test.each([
  ["1 of 1 clause", "2=2", 1 / 2],
  ["2 of 2 clauses", "2=2 3=3", 2 / 3],
  ["3 of 4 clauses", "2=2 3=3 4=4 5=7", (3 / 4) * (3 / 4)],
  ["3 of 4 clauses of the revised text", "2=2 3=3 4=4 7=5", (3 / 4) * (3 / 4)],
])("is the surer of a heading the more of its clauses are in common: %s", (_case, known, expected) => {
  const base = clausesOf("heading", "item", "item", "item", "item", "heading", "item");
  const [[pair, score] = []] = paired(base, base, known);
  expect(pair).toBe("1=1");
  expect(score).toBeCloseTo(expected, 10);
});

test("is always unsure of a verb or a title, because another verb has another meaning", () => {
  for (const kind of ["verb", "title"]) {
    const base = clausesOf(kind, "item", "item", "item");
    expect(paired(base, base, "2=2 3=3 4=4")).toEqual([["1=1", 0.25]]);
  }
});

test("is never less sure of a heading than 0.25", () => {
  const base = clausesOf("heading", "item", "heading", "heading", "item");
  expect(paired(base, base, "2=2").every(([, score]) => score >= 0.25)).toBe(true);
  const many = clausesOf("heading", ...Array.from({ length: 9 }, () => "item"));
  expect(paired(many, clausesOf("heading", "item"), "2=2")).toEqual([["1=1", 0.5]]);
});

test("leaves a heading alone that has a partner", () => {
  const base = clausesOf("heading", "item", "heading", "item");
  expect(pairsOf(base, base, "1=3 2=2")).toEqual([]);
  expect(pairsOf(base, base, "3=1 2=2")).toEqual([]);
});

test.each([
  ["another kind", "heading", "verb", false],
  ["another level", "heading Article 4", "heading Chapter 4", false],
  ["no level", "heading Article 4", "heading", false],
  ["another number of the same level", "heading Article 4", "heading Article 5", true],
  ["other letters", "heading a)", "heading b)", true],
  ["text where the other one has none", "empty heading", "heading", false],
  ["no text like the other one", "empty heading", "empty heading", true],
])("tells whether openers may be the same: %s", (_case, own, other, expected) => {
  const [base, revised] = [clausesOf(own, "item", "item"), clausesOf(other, "item", "item")];
  expect(pairsOf(base, revised, "2=2 3=3")).toEqual(expected ? ["1=1"] : []);
  expect(pairsOf(revised, base, "2=2 3=3")).toEqual(expected ? ["1=1"] : []);
});

test("counts a clause under a heading in an article also for the article", () => {
  const base = clausesOf("heading Article 1", "heading", "item", "heading", "item", "item");
  const revised = clausesOf("heading Article 2", "heading", "item", "item", "item");
  expect(pairsOf(base, revised, "3=3 5=4 6=5")).toEqual(["1=1", "4=2"]);
});

test("counts a clause directly under an article once", () => {
  const base = clausesOf("heading Article 1", "item", "item");
  expect(paired(base, base, "2=2 3=3")).toEqual([["1=1", 2 / 3]]);
});

test("counts a clause that went from an article to a heading in another one for both articles", () => {
  const base = clausesOf("heading Article 1", "item", "item");
  const revised = clausesOf("heading Article 2", "heading", "item", "item");
  expect(pairsOf(base, revised, "2=3 3=4")).toEqual(["1=1"]);
  expect(pairsOf(revised, base, "3=2 4=3")).toEqual(["1=1"]);
});

test("finds the opener above each clause", () => {
  expect(openersOf(clausesOf("opening", "title", "item", "verb", "recital", "heading", "item"))).toEqual([
    undefined,
    undefined,
    1,
    undefined,
    3,
    undefined,
    5,
  ]);
});

test.each([
  ["2", "2", true],
  ["Article 4", "Article 4", true],
  ["Chapter IV", "Chapter IV", true],
  ["2", "3", false],
  ["a)", "a)", false],
  ["2", undefined, false],
  [undefined, undefined, false],
])("tells whether labels %s and %s are the same number", (own, other, expected) => {
  const [[one], [two]] = [own, other].map((label) => clausesOf(label === undefined ? "item" : `item ${label}`)) as [
    Clause[],
    Clause[],
  ];
  expect(haveSameNumber(one, two)).toBe(expected);
  expect(haveSameNumber(one, undefined)).toBe(false);
  expect(haveSameNumber(undefined, two)).toBe(false);
});
