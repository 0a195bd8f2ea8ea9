import { stepped } from "../../../client/components/use-grid-focus.ts";

const size = { rows: 3, columns: 4 };

test.each([
  ["ArrowRight", false, { row: 1, column: 2 }],
  ["ArrowLeft", false, { row: 1, column: 0 }],
  ["ArrowDown", false, { row: 2, column: 1 }],
  ["ArrowUp", false, { row: 0, column: 1 }],
  ["Home", false, { row: 1, column: 0 }],
  ["End", false, { row: 1, column: 3 }],
  ["Home", true, { row: 0, column: 0 }],
  ["End", true, { row: 2, column: 3 }],
  ["Enter", false, null],
])("%s (with Ctrl: %s) moves from the middle to %j", (key, ctrlKey, place) => {
  expect(stepped({ row: 1, column: 1 }, { key, ctrlKey }, size)).toEqual(place);
});

test("does not move past the edges", () => {
  expect(stepped({ row: 0, column: 0 }, { key: "ArrowUp", ctrlKey: false }, size)).toEqual({ row: 0, column: 0 });
  expect(stepped({ row: 2, column: 3 }, { key: "ArrowRight", ctrlKey: false }, size)).toEqual({ row: 2, column: 3 });
});
