import { changeClasses } from "#core/compare/comparison.ts";
import type { RedlineRow, RedlineSegment } from "#core/compare/redline-row.ts";
import { describeRow, foldUnchanged, isChanged, visibleRows } from "../../../client/comparison/redline-items.ts";

const row = (overrides: Partial<RedlineRow> = {}): RedlineRow => ({
  base: "a",
  revised: "b",
  relation: "1:1",
  edited: false,
  moved: false,
  renumbered: false,
  elsewhere: [],
  segments: [],
  ...overrides,
});
const comma: RedlineSegment = {
  kind: "inserted",
  base: null,
  revised: [0, 1],
  class: "punctuation",
  change: 3,
  move: null,
};
const shall: RedlineSegment = { kind: "deleted", base: [2, 7], revised: null, class: "verb", change: 4, move: null };
const edited = row({ edited: true, segments: [comma] });
const bracketed = row({
  edited: true,
  segments: [
    { kind: "inserted", base: null, revised: [0, 1], class: "bracket", change: 3, move: null },
    { kind: "kept", base: [0, 4], revised: [1, 5], class: null, change: null, move: null },
    { kind: "inserted", base: null, revised: [5, 6], class: "bracket", change: 4, move: null },
  ],
});
const all = new Set(changeClasses);
const none = new Set<never>();

test("folds unchanged clauses into lines that can be opened", () => {
  const rows = visibleRows([row(), row(), edited, row()], "inline", none);
  const changed = (row: RedlineRow): boolean => row === edited;
  const shown = (opened: number[]) =>
    foldUnchanged(rows, changed, new Set(opened)).map((item) =>
      "folded" in item ? `${item.folded} folded` : item.index,
    );
  expect(shown([])).toEqual(["2 folded", 2, "1 folded"]);
  expect(shown([0])).toEqual([0, 1, 2, "1 folded"]);
});

test.each([
  ["split", row({ relation: "1:n" }), true],
  ["added without text", row({ base: null, relation: "added" }), true],
  ["added, with the change not marked", { ...edited, base: null, relation: "added" } satisfies RedlineRow, false],
  ["moved", row({ moved: true }), true],
  ["renumbered", row({ renumbered: true }), true],
  ["edited, with the change not marked", edited, false],
  ["unchanged", row(), false],
])("decides if a clause counts as changed: %s", (_name, row, expected) => {
  expect(isChanged(row, all, none)).toBe(expected);
});

test("hides a deleted clause with an unmarked change in one column, not side by side", () => {
  const deleted = row({
    revised: null,
    relation: "removed",
    segments: [{ kind: "deleted", base: [0, 4], revised: null, class: "wording", change: 3, move: null }],
  });
  const seen = (view: "inline" | "side", marked: number[]): number[] =>
    visibleRows([row(), deleted, row()], view, new Set(marked)).map(({ index }) => index);
  expect(seen("inline", [])).toEqual([0, 2]);
  expect(seen("inline", [3])).toEqual([0, 1, 2]);
  expect(seen("side", [])).toEqual([0, 1, 2]);
});

test("shows a deleted clause without text in one column too", () => {
  const deleted = row({ revised: null, relation: "removed" });
  expect(visibleRows([row(), deleted], "inline", none).map(({ index }) => index)).toEqual([0, 1]);
  expect(isChanged(deleted, all, none)).toBe(true);
});

test.each([
  ["added", row({ relation: "added" })],
  ["split", row({ relation: "1:n" })],
  ["moved here, 1 change", row({ ...edited, moved: true, base: null })],
  ["1 change", edited],
  ["1 change in binding verbs", row({ segments: [shall] })],
  ["2 changes, 1 in binding verbs", row({ segments: [comma, shall] })],
  ["only brackets changed", bracketed],
  ["unchanged", row()],
])("describes a row as %s", (expected, row) => {
  expect(describeRow(row, undefined, undefined, new Set([3, 4]))).toBe(expected);
});
