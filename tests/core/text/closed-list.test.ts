import { codesOf } from "#core/text/closed-list.ts";

test("lists the codes of a table in its order", () => {
  expect(codesOf({ b: 1, a: 2 })).toEqual(["b", "a"]);
});
