import fc from "fast-check";
import {
  gapsBetween,
  joinParts,
  windowsBetween,
  windowsOf,
  windowWith,
} from "../../../../client/reading/room/use-near-windows.ts";
import { versionTextOf } from "../../../../server/core/text/version-text.ts";
import { draftOf } from "../../../support/draft.ts";
import { placedAnnotation } from "../../placed-annotation.ts";

const text = versionTextOf(
  draftOf(Array.from({ length: 12 }, (_, index) => ["paragraph", String(index + 1), "Words."] as const)),
);
const ids = text.clauses.map(({ id }) => id);
const open = { comment: 0, proposal: 0 };

test("windows cover the text without gaps, and each has annotations", () => {
  const counts = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: ids.length, maxLength: ids.length });
  fc.assert(
    fc.property(counts, (all) => {
      const entries = ids.flatMap((clause, index) => {
        const count = all[index] ?? 0;
        return count > 0 ? [{ clause, count, open }] : [];
      });
      const windows = windowsOf(text, entries);
      expect(windows[0]?.from).toBe(ids[0]);
      expect(windows.at(-1)?.to).toBe(ids.at(-1));
      for (const [index, { from, first, count }] of windows.entries()) {
        expect(ids[first]).toBe(from);
        if (index > 0) expect(ids[first - 1]).toBe(windows[index - 1]?.to);
        if (entries.length > 0) expect(count).toBeGreaterThan(0);
        const counted = all.filter((one, at) => one > 0 && windowWith(text, windows, ids[at] ?? null) === index);
        if (count > 150) expect(counted).toHaveLength(1);
      }
      expect(windows.reduce((sum, { count }) => sum + count, 0)).toBe(all.reduce((sum, count) => sum + count, 0));
      for (const [at, id] of ids.entries()) {
        const window = windows[windowWith(text, windows, id) ?? -1];
        expect(window && window.first <= at && ids.indexOf(window.to) >= at).toBe(true);
      }
    }),
  );
});

test("finds no window for an unknown clause or for none", () => {
  const windows = windowsOf(text, []);
  expect([windowWith(text, windows, "elsewhere"), windowWith(text, windows, null)]).toEqual([undefined, undefined]);
});

test("finds the windows that touch a part of the page", () => {
  const tops = [0, 100, 100, 250];
  expect(windowsBetween(tops, 120, 200)).toEqual([2]);
  expect(windowsBetween(tops, -50, 120)).toEqual([0, 1, 2]);
  expect(windowsBetween(tops, 240, 900)).toEqual([2, 3]);
});

test("a gap is filled from where loaded annotations adjoin it", () => {
  const windows = windowsOf(
    text,
    ids.slice(0, 6).map((clause) => ({ clause, count: 150, open })),
  );
  const loaded = new Set([2, 4]);
  expect(gapsBetween(windows, (index) => loaded.has(index))).toEqual([
    { clause: ids[0], count: 300, next: 1 },
    { clause: ids[3], count: 150, next: 3 },
    { clause: ids[5], count: 150, next: 5 },
  ]);
  expect(gapsBetween(windows, () => true)).toEqual([]);
  expect(gapsBetween(windows, () => false)).toMatchObject([{ count: 900, next: 0 }]);
});

test("an annotation in two parts is there once, as in the later part", () => {
  const [early, late] = [placedAnnotation("1", { text: "Old." }), placedAnnotation("1", { text: "New." })];
  const other = placedAnnotation("2");
  expect(joinParts([[early, other], undefined, [late]])).toEqual([late, other]);
});
