import fc from "fast-check";
import { layoutMargin, type MarginBox } from "../../../client/annotations/Margin.tsx";

const box = (top: number, height = 100): MarginBox => ({ top, height });

describe("margin boxes", () => {
  test.each<[string, MarginBox[], number | null, number[]]>([
    ["stay beside their text if there is room", [box(0), box(300)], null, [0, 300]],
    ["move equally far if two prefer the same position", [box(200), box(200)], null, [146, 254]],
    ["stay below the top of the page", [box(0), box(0)], null, [0, 108]],
    ["keep the focused box in place and move the next one below it", [box(200), box(200)], 0, [200, 308]],
    ["keep the focused box in place and move the previous one above it", [box(200), box(200)], 1, [92, 200]],
    ["stay in place if they are far away", [box(200), box(210), box(900)], 1, [102, 210, 900]],
    ["have no positions if there are no boxes", [], 3, []],
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
