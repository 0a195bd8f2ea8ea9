import fc from "fast-check";
import { changeClasses } from "#core/compare/comparison.ts";
import { readComparisonState, writeComparisonState } from "../../../client/comparison/compared-index.ts";

test("shows one column, every clause and every class of change but variants by default", () => {
  expect(readComparisonState("")).toEqual({
    view: "inline",
    clauses: "all",
    classes: new Set(changeClasses.filter((name) => name !== "variant")),
    repeated: "marked",
    order: "text",
    at: null,
    row: null,
    note: null,
  });
});

test("restores the same view from its link", () => {
  const states = fc.record({
    view: fc.constantFrom("inline" as const, "side" as const),
    clauses: fc.constantFrom("all" as const, "changed" as const),
    classes: fc.subarray([...changeClasses]).map((names) => new Set(names)),
    repeated: fc.constantFrom("marked" as const, "listed-only" as const),
    order: fc.constantFrom("text" as const, "importance" as const),
    at: fc.option(
      fc
        .tuple(fc.integer({ min: 1, max: 9999 }), fc.constantFrom("", "-base", "-revised"))
        .map((parts) => parts.join("")),
    ),
    row: fc.option(fc.nat()),
    note: fc.option(fc.uuid()),
  });
  fc.assert(fc.property(states, (state) => expect(readComparisonState(writeComparisonState(state))).toEqual(state)));
});
