import type { RedlineRow, RedlineSegment } from "#core/compare/redline.ts";
import { changeClasses } from "#core/compare/comparison.ts";
import { changePlaces, countByClass } from "../../client/comparison/change-walk.ts";

const segment = (overrides: Partial<RedlineSegment>): RedlineSegment => ({
  kind: "kept",
  base: null,
  revised: null,
  class: null,
  change: null,
  move: null,
  ...overrides,
});

const row = (...segments: RedlineSegment[]): RedlineRow => ({
  base: "a",
  revised: "b",
  relation: "1:1",
  edited: true,
  moved: false,
  renumbered: false,
  elsewhere: [],
  segments,
});

const all = new Set(changeClasses);

test("a replacement is one change, though it is a deletion and an insertion", () => {
  const redline = [
    row(
      segment({ kind: "deleted", class: "verb", change: 1 }),
      segment({ kind: "inserted", class: "verb", change: 1 }),
      segment({}),
      segment({ kind: "inserted", class: "wording", change: 2 }),
    ),
  ];
  expect(changePlaces(redline, all)).toEqual([
    { change: 1, class: "verb", row: 0 },
    { change: 2, class: "wording", row: 0 },
  ]);
  expect([...countByClass(redline)]).toEqual([
    ["verb", 1],
    ["wording", 1],
  ]);
});

test("a move is stopped at in both its places and counted once", () => {
  const redline = [
    row(segment({ kind: "moved-away", class: "move", change: 1, move: 1 })),
    row(segment({ kind: "moved-here", class: "move", change: 1, move: 1 })),
  ];
  expect(changePlaces(redline, all).map(({ row: place }) => place)).toEqual([0, 1]);
  expect(countByClass(redline).get("move")).toBe(1);
});

test("only the classes asked for are walked", () => {
  const redline = [
    row(
      segment({ kind: "inserted", class: "punctuation", change: 1 }),
      segment({ kind: "inserted", class: "wording", change: 2 }),
    ),
  ];
  expect(changePlaces(redline, new Set(["wording"] as const)).map(({ change }) => change)).toEqual([2]);
});
