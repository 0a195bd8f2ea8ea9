import fc from "fast-check";
import { countFilters, noFilters } from "../../../../client/annotations/annotation-filters.ts";
import {
  marginLists,
  panels,
  type ReadingState,
  readReadingState,
  writeReadingState,
} from "../../../../client/reading/state/use-reading-state.ts";
import { AnnotationKind, commentTypes } from "../../../../server/core/discuss/annotation.ts";
import { defaultGroups } from "../../../../server/core/discuss/stakeholder-group.ts";
import { OutcomeFilter } from "../../../../server/core/outcome/decision.ts";
import { placementStates } from "../../../../server/core/place/placement.ts";

const empty: ReadingState = {
  note: null,
  clause: null,
  list: "text",
  unfolded: [],
  panel: null,
  find: null,
  placing: null,
  filters: noFilters,
};

describe("reading room address", () => {
  test.each<[string, Partial<ReadingState>, string]>([
    ["is empty in the default state", {}, ""],
    ["names the clause and the open comment", { clause: "recital-a", note: "n1" }, "clause=recital-a&note=n1"],
    ["names a list other than the margin", { list: "orphans" }, "list=orphans"],
    ["names the panel over the text", { panel: "outline" }, "panel=outline"],
    ["distinguishes an open search from a closed one", { find: "" }, "find="],
    ["contains the search text", { find: "all stakeholders" }, "find=all+stakeholders"],
    ["names the unfolded clauses", { unfolded: ["recital-a", "recital-b"] }, "unfolded=recital-a,recital-b"],
    [
      "writes several values with commas",
      { filters: { ...noFilters, kinds: ["proposal"], states: ["approximate", "orphan"] } },
      "kinds=proposal&states=approximate,orphan",
    ],
    [
      "writes a version as its address",
      { filters: { ...noFilters, versions: ["opinion-5@2:en"] } },
      "versions=opinion-5@2:en",
    ],
    ["escapes text", { filters: { ...noFilters, text: "a & b" } }, "text=a+%26+b"],
  ])("%s", (_name, change, expected) => {
    expect(writeReadingState({ ...empty, ...change })).toBe(expected);
  });

  test("ignores unknown values", () => {
    expect(readReadingState("?list=nowhere&panel=wall&kinds=rumour,comment&states=&colour=blue", {})).toEqual({
      ...empty,
      filters: { ...noFilters, kinds: ["comment"] },
    });
  });

  test("reads the groups of the forum and ignores others", () => {
    const forum = {
      groups: [...defaultGroups, { id: "youth", name: "Youth", colour: { light: "#123456", dark: "#abcdef" } }],
    };
    expect(readReadingState("?groups=youth,rumour,academia", forum).filters.groups).toEqual(["academia", "youth"]);
    expect(readReadingState("?groups=youth,rumour,academia", {}).filters.groups).toEqual(["academia"]);
  });

  test("reads the filter of decisions by the name in earlier addresses", () => {
    expect(readReadingState("?dispositions=noted", {})).toEqual(readReadingState("?outcomes=noted", {}));
    expect(readReadingState("?dispositions=noted", {}).filters.outcomes).toEqual(["noted"]);
  });

  test("restores the same state", () => {
    const words = fc.string({ minLength: 1, maxLength: 12 });
    const states = fc.record({
      note: fc.option(words),
      clause: fc.option(words),
      list: fc.constantFrom(...marginLists),
      unfolded: fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]*$/u)),
      panel: fc.option(fc.constantFrom(...panels)),
      find: fc.option(fc.string({ maxLength: 20 })),
      placing: fc.option(words),
      filters: fc.record({
        kinds: fc.subarray([...AnnotationKind.options]),
        groups: fc.subarray(defaultGroups.map(({ id }) => id)),
        people: fc.constant<string[]>([]),
        organisations: fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9-]*$/u)),
        types: fc.subarray([...commentTypes]),
        states: fc.subarray([...placementStates]),
        outcomes: fc.subarray([...OutcomeFilter.options]),
        versions: fc.uniqueArray(fc.stringMatching(/^[a-z0-9][a-z0-9@:-]*$/u)),
        text: fc.string({ maxLength: 20 }),
      }),
    });
    fc.assert(
      fc.property(states, (state) => {
        expect(readReadingState(writeReadingState(state), {})).toEqual(state);
      }),
    );
  });

  test("counts each active filter value", () => {
    expect(countFilters({ ...noFilters, kinds: ["comment"], organisations: ["a", "b"], text: "x" })).toBe(4);
  });
});
