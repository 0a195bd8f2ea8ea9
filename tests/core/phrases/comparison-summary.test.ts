import type { Comparison } from "#core/compare/comparison.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { changesText, coarseText, foldLines, routeText, wordCountsText } from "#core/phrases/comparison-summary.ts";
import { version } from "../compare/versions.ts";

const nothing = {
  words: { base: 10, revised: 10, kept: 10, inserted: 0, deleted: 0, moved: 0 },
  clauses: { unchanged: 3, edited: 0, moved: 0, renumbered: 0, split: 0, merged: 0, added: 0, removed: 0 },
};

test("lists clause changes first and omits zero counts", () => {
  const stats = {
    words: { ...nothing.words, inserted: 143, deleted: 97, moved: 12 },
    clauses: { ...nothing.clauses, edited: 11, moved: 2, split: 1 },
  };
  expect(changesText(stats, "en")).toBe("11 clauses edited, 2 moved, 1 split; 143 words added, 97 deleted, 12 moved.");
});

test("omits words when clauses are only renumbered", () => {
  expect(changesText({ ...nothing, clauses: { ...nothing.clauses, renumbered: 4 } }, "en")).toBe("4 renumbered.");
});

test("reports clauses that are edited without a changed word", () => {
  expect(changesText({ ...nothing, clauses: { ...nothing.clauses, edited: 1 } }, "en")).toBe(
    "1 clause edited; no words changed.",
  );
});

test("reports that nothing changed", () => {
  expect(changesText(nothing, "en")).toBe("The two texts are the same.");
  expect(wordCountsText({ inserted: 0, deleted: 0 }, "en")).toBe("no words changed");
});

test.each([
  ["no text for a direct comparison", [], 0, null],
  ["through one draft", ["a@2"], 0, "Compared through Second draft."],
  [
    "through two drafts, with words that returned",
    ["a@2", "a@3"],
    12,
    "Compared through Second draft, Third draft. 12 deleted words and punctuation marks were restored.",
  ],
  ["through many drafts", ["a@2", "a@3", "a@4", "a@5"], 0, "Compared through 4 intermediate drafts."],
])("describes the path of the comparison: %s", (_how, via, returned, expected) => {
  const versions = ["Second", "Third", "Fourth", "Fifth"].map((label, at) => ({
    ...({} as ListedVersion),
    address: `a@${String(at + 2)}`,
    label: `${label} draft`,
  }));
  const documents = [{ ...({} as ListedDocument), versions }];
  expect(routeText({ via, followed: 100, returned }, documents, "en")).toBe(expected);
});

test.each([
  ["no clause", [], null],
  ["a clause, named once", [1, 1], "The comparison is less precise in +2 because too much text differs."],
  [
    "more clauses than it lists",
    [0, 1, 2, 3, 4, 5, 6],
    "The comparison is less precise in +1, +2, +3, +4, +5 and 2 other clauses because too much text differs.",
  ],
])("names the clauses that are compared coarsely: %s", (_where, at, expected) => {
  const text = version("a\nb\nc\nd\ne\nf\ng");
  const coarse = at.map((clause): Comparison["coarse"][number] => ({
    base: [0, 1],
    revised: [clause * 2, clause * 2 + 1],
  }));
  expect(coarseText(text, coarse, "en")).toBe(expected);
});

test.each([
  [4, 4, 0],
  [5, 3, 2],
])("a summary of %d lines shows %d and folds %d", (count, shown, folded) => {
  const lines = Array.from({ length: count }, (_, line) => line);
  expect(foldLines(lines)).toEqual([lines.slice(0, shown), lines.slice(count - folded)]);
});
