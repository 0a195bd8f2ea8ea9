import fc from "fast-check";
import { layoutMargin, type MarginBox } from "../../../client/annotations/margin-layout.ts";

const box = (top: number, height = 100): MarginBox => ({ top, height });

describe("margin boxes", () => {
  test.each<[string, MarginBox[], number | null, number[]]>([
    ["stand beside their words where there is room", [box(0), box(300)], null, [0, 300]],
    ["share the way where two want one place", [box(200), box(200)], null, [146, 254]],
    ["do not leave the top of the page", [box(0), box(0)], null, [0, 108]],
    ["let the focused one stand in line, the next below it", [box(200), box(200)], 0, [200, 308]],
    ["let the focused one stand in line, the one before above it", [box(200), box(200)], 1, [92, 200]],
    ["leave what is far away where it is", [box(200), box(210), box(900)], 1, [102, 210, 900]],
    ["are none where there are none", [], 3, []],
  ])("%s", (_name, boxes, focused, expected) => {
    expect(layoutMargin(boxes, focused, 8)).toEqual(expected);
  });
});

const columns = fc
  .array(fc.record({ top: fc.nat(3000), height: fc.integer({ min: 20, max: 400 }) }), { maxLength: 40 })
  .map((boxes) => boxes.sort((a, b) => a.top - b.top));

test("margin boxes never overlap and keep their order", () => {
  fc.assert(
    fc.property(columns, fc.option(fc.nat(39)), (boxes, focused) => {
      const tops = layoutMargin(boxes, focused, 8);
      tops.slice(1).forEach((top, index) => {
        expect(top - (tops[index]! + boxes[index]!.height)).toBeGreaterThanOrEqual(8 - 1e-6);
      });
    }),
  );
});

test("the focused box gets exactly its preferred position", () => {
  fc.assert(
    fc.property(columns, fc.nat(39), (boxes, focused) => {
      if (!boxes[focused]) return;
      expect(layoutMargin(boxes, focused, 8)[focused]).toBe(boxes[focused].top);
    }),
  );
});

test("without a focused box, no box is above the top of the page", () => {
  fc.assert(fc.property(columns, (boxes) => layoutMargin(boxes, null, 8).every((top) => top >= 0)));
});

test("boxes with enough room keep their preferred position", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 20, max: 400 }), { maxLength: 20 }), (heights) => {
      const boxes = heights.map((height, index) => ({ top: index * 500, height }));
      expect(layoutMargin(boxes, null, 8)).toEqual(boxes.map(({ top }) => top));
    }),
  );
});
