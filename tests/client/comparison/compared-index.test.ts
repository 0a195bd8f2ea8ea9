import type { RedlineRow, RedlineSegment } from "#core/compare/redline-row.ts";
import { compare } from "#core/compare/compare.ts";
import { importantChanges } from "#core/compare/changes/notable-changes.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { indexChanges, indexCompared, inWalkOrder, markedStops } from "../../../client/comparison/compared-index.ts";
import { rulerMarks } from "../../../client/comparison/ChangeRuler.tsx";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { draftOf } from "../../support/draft.ts";
import { describeChange } from "../../../client/comparison/use-change-walk.ts";

const segment = (overrides: Partial<RedlineSegment>): RedlineSegment => ({
  kind: "kept",
  base: null,
  revised: null,
  class: null,
  change: null,
  move: null,
  ...overrides,
});

const row = (segments: RedlineSegment[], overrides: Partial<RedlineRow> = {}): RedlineRow => ({
  base: "a",
  revised: "b",
  relation: "1:1",
  edited: true,
  moved: false,
  renumbered: false,
  elsewhere: [],
  segments,
  ...overrides,
});

const deleted = segment({ kind: "deleted", class: "verb", change: 1, base: [0, 3] });
const inserted = segment({ kind: "inserted", class: "verb", change: 1, revised: [0, 6] });

test("counts a replacement as one change, anchored at its inserted text", () => {
  const added = segment({ kind: "inserted", class: "wording", change: 2, revised: [9, 14] });
  const { stops, anchors, counts } = indexChanges([row([deleted, inserted, segment({}), added])]);
  expect(stops.map(({ key, class: name, row: at }) => [key, name, at])).toEqual([
    ["1", "verb", 0],
    ["2", "wording", 0],
  ]);
  expect([...anchors]).toEqual([
    [inserted, "1"],
    [added, "2"],
  ]);
  expect([...counts]).toEqual([
    ["verb", 1],
    ["wording", 1],
  ]);
});

test("visits a move at both positions but counts it once", () => {
  const { stops, counts } = indexChanges([
    row([segment({ kind: "moved-away", class: "move", change: 1, move: 1 })]),
    row([segment({ kind: "moved-here", class: "move", change: 1, move: 1 })]),
  ]);
  expect(stops.map(({ key, row: at }) => [key, at])).toEqual([
    ["1-base", 0],
    ["1-revised", 1],
  ]);
  expect(counts.get("move")).toBe(1);
});

test("visits a moved clause once, and the edit inside it separately", () => {
  const here = (start: number, end: number): RedlineSegment =>
    segment({ kind: "moved-here", class: "move", change: 1, move: 1, revised: [start, end] });
  const { stops, anchors } = indexChanges([row([here(0, 4), inserted, here(6, 9)])]);
  expect(stops.map(({ key }) => key)).toEqual(["1-revised", "1"]);
  expect([...anchors.values()]).toEqual(["1-revised", "1"]);
});

test("counts a renumbered clause as a label change", () => {
  expect(indexChanges([row([], { renumbered: true })]).counts.get("label")).toBe(1);
});

test.each([
  ["a replacement", [row([deleted, inserted])], "“may” changed to “should”"],
  ["a deletion", [row([deleted])], "“may” deleted"],
  ["an insertion", [row([inserted])], "“should” added"],
  [
    "a move",
    [row([segment({ kind: "moved-here", class: "move", change: 1, revised: [0, 6] })])],
    "“should” moved here",
  ],
])("describes %s in a sentence", (_name, redline, expected) => {
  const [stop] = indexChanges(redline).stops;
  expect(stop && describeChange(stop, { base: "may do", revised: "should do" })).toBe(expected);
});

test("merges overlapping ruler marks into one of the most important class", () => {
  const { stops } = indexChanges([
    row([segment({ kind: "inserted", class: "wording", change: 7, revised: [0, 1] }), deleted, inserted]),
    row([segment({ kind: "inserted", class: "punctuation", change: 8, revised: [2, 3] })]),
  ]);
  expect(rulerMarks(stops, (at) => at / 2)).toEqual([
    { at: 0, class: "verb", key: "7", first: 0, count: 2 },
    { at: 0.5, class: "punctuation", key: "8", first: 2, count: 1 },
  ]);
});

describe("the changes of two texts", () => {
  const version = (...texts: string[]) => versionTextOf(draftOf(texts.map((text) => ["paragraph", null, text])));
  const base = version(
    "The secretariat prepares the meeting each year.",
    "Each national body [shall] report its plans.",
  );
  const revised = version(
    "The secretariat plans the meeting each year.",
    "Each national agency should report its plans.",
  );
  const comparison = compare(base, revised);
  const compared = {
    base: { text: base },
    revised: { text: revised },
    comparison,
    importance: importantChanges(base, revised, comparison),
    repeated: [],
  } as unknown as ComparisonPage;
  const index = indexCompared(compared);

  test("are walked in the order of the text or of their importance", () => {
    const classes = (order: "text" | "importance"): string[] =>
      inWalkOrder(index.stops, index, compared, order).map((stop) => stop.class);
    expect(classes("text")).toEqual(["wording", "verb"]);
    expect(classes("importance")).toEqual(["verb", "wording"]);
  });

  test("are marked as brackets if brackets went beside other edits", () => {
    const marked = markedStops(index, { classes: new Set(["bracket"]), repeated: "marked" });
    expect(marked.map((stop) => [stop.class, stop.also])).toEqual([["verb", ["bracket"]]]);
    expect(index.counts.get("bracket")).toBe(1);
  });
});
