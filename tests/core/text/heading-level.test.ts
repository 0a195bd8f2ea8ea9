import { clauseKinds } from "#core/text/clause.ts";
import { headingLevel } from "#core/text/heading-level.ts";

test("titles, verbs and headings are headings, and headings are deeper with their depth", () => {
  expect(clauseKinds.filter((kind) => headingLevel(kind, 0) !== null)).toEqual(["title", "verb", "heading"]);
  expect(headingLevel("title", 3)).toBe(1);
  expect(headingLevel("verb", 3)).toBe(2);
  expect([0, 1, 9].map((depth) => headingLevel("heading", depth))).toEqual([2, 3, 6]);
});
