import fc from "fast-check";
import {
  countFilters,
  marginLists,
  noFilters,
  readReadingState,
  writeReadingState,
  type ReadingState,
} from "../../client/reading/reading-address.ts";
import { annotationKinds } from "../../server/core/annotate/annotation.ts";
import { placementStates } from "../../server/core/annotate/placement.ts";
import { stakeholderGroups } from "../../server/core/annotate/speaker.ts";

const empty: ReadingState = { note: null, clause: null, list: "text", filters: noFilters };

describe("the reading room's state in the address", () => {
  test.each<[string, Partial<ReadingState>, string]>([
    ["says nothing where all is as always", {}, ""],
    ["names the clause and the open comment", { clause: "recital-a", note: "n1" }, "clause=recital-a&note=n1"],
    ["names a list other than the margin", { list: "orphans" }, "list=orphans"],
    [
      "writes several values with commas",
      { filters: { ...noFilters, kinds: ["proposal"], states: ["approximate", "orphan"] } },
      "kinds=proposal&states=approximate,orphan",
    ],
    ["escapes words", { filters: { ...noFilters, text: "a & b" } }, "text=a+%26+b"],
  ])("%s", (_name, change, expected) => {
    expect(writeReadingState({ ...empty, ...change })).toBe(expected);
  });

  test("what is not known is passed over", () => {
    expect(readReadingState("?list=nowhere&kinds=rumour,comment&states=&colour=blue")).toEqual({
      ...empty,
      filters: { ...noFilters, kinds: ["comment"] },
    });
  });

  test("is read back as it was written", () => {
    const words = fc.string({ minLength: 1, maxLength: 12 });
    const states = fc.record({
      note: fc.option(words),
      clause: fc.option(words),
      list: fc.constantFrom(...marginLists),
      filters: fc.record({
        kinds: fc.subarray([...annotationKinds]),
        groups: fc.subarray([...stakeholderGroups]),
        organisations: fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]*$/u)),
        states: fc.subarray([...placementStates]),
        text: fc.string({ maxLength: 20 }),
      }),
    });
    fc.assert(
      fc.property(states, (state) => {
        expect(readReadingState(writeReadingState(state))).toEqual(state);
      }),
    );
  });

  test("filters are counted", () => {
    expect(countFilters({ ...noFilters, kinds: ["comment"], organisations: ["a", "b"], text: "x" })).toBe(4);
  });
});
