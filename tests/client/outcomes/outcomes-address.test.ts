import fc from "fast-check";
import { noFilters } from "../../../client/annotations/annotation-filters.ts";
import {
  filterRows,
  type OutcomesState,
  readOutcomesState,
  writeOutcomesState,
} from "../../../client/outcomes/outcomes-address.ts";
import type { DocumentOutcomes, VersionOutcomes } from "../../../server/core/contract/outcome-operations.ts";
import { type OutcomeCell, rowsOfDocument, rowsOfVersion } from "../../../server/core/contract/outcome-rows.ts";
import { outcomesTable } from "../../../server/core/phrases/outcomes-table.ts";
import { placedAnnotation } from "../placed-annotation.ts";

const empty: OutcomesState = {
  filters: noFilters,
  waiting: false,
  gone: false,
  note: null,
  on: null,
  language: null,
};
const versions = [
  { id: "v1", label: "First draft", date: "2013-02-01", address: "opinion-5@1" },
  { id: "v2", label: "Second draft", date: "2013-03-01", address: "opinion-5@2" },
];

/** Returns an annotation's outcome on one draft. */
function cell(
  versionId: string,
  state: "exact" | "approximate" | "orphan",
  more: Partial<OutcomeCell> = {},
): OutcomeCell {
  const reason = { code: "same-words", params: { to: "noting a)" } } as const;
  return { versionId, state, score: 1, reason, settled: null, ...more };
}

const outcomes: DocumentOutcomes = {
  versions,
  rows: [
    {
      annotation: placedAnnotation("kept").annotation,
      clause: "noting a)",
      outcome: "noted",
      cells: [cell("v1", "exact"), cell("v2", "exact")],
    },
    {
      annotation: placedAnnotation("lost").annotation,
      clause: "noting a)",
      outcome: null,
      cells: [cell("v1", "exact"), cell("v2", "orphan")],
    },
    {
      annotation: placedAnnotation("given up", { text: "=SUM(A1)" }).annotation,
      clause: "noting a)",
      outcome: null,
      cells: [cell("v1", "exact"), cell("v2", "orphan", { settled: "given-up" })],
    },
    {
      annotation: placedAnnotation("gone").annotation,
      clause: "noting a)",
      outcome: "accepted",
      cells: [cell("v1", "exact"), cell("v2", "orphan", { gone: true })],
    },
    {
      annotation: placedAnnotation("new", { versionId: "v2" }).annotation,
      clause: null,
      outcome: null,
      cells: [cell("v2", "exact")],
    },
  ],
};
const idsOf = (state: Partial<OutcomesState>): string[] =>
  filterRows(rowsOfDocument(outcomes), { ...empty, ...state }).map(({ annotation }) => annotation.id);

describe("filters the outcomes table", () => {
  test.each<[string, Partial<OutcomesState>, string[]]>([
    ["without effect if no filter is set", {}, ["kept", "lost", "given up", "gone", "new"]],
    ["by whether they await a decision", { waiting: true }, ["lost"]],
    ["by whether they are rightly gone", { gone: true }, ["gone"]],
    ["by state on a later draft", { filters: { ...noFilters, states: ["orphan"] } }, ["lost", "given up", "gone"]],
    ["by state, but not by that on the original draft", { filters: { ...noFilters, states: ["exact"] } }, ["kept"]],
    ["by the lack of a decision", { filters: { ...noFilters, outcomes: ["undecided"] } }, ["lost", "given up", "new"]],
    ["by the draft they were made on", { filters: { ...noFilters, versions: ["opinion-5@2"] } }, ["new"]],
  ])("%s", (_name, state, expected) => {
    expect(idsOf(state)).toEqual(expected);
  });
});

test("keeps the order of the text, whichever comments await a decision", () => {
  const entry = (id: string, waiting: boolean): VersionOutcomes["entries"][number] => ({
    ...placedAnnotation(id),
    waiting,
    clause: null,
    candidates: [],
  });
  const rows = rowsOfVersion({
    version: { id: "v2", label: "Second draft", date: "2013-03-01", language: "en", address: "opinion-5@2" },
    counts: {
      exact: 0,
      shifted: 0,
      "text-changed": 0,
      taken: 0,
      "clause-moved": 0,
      "clause-split": 0,
      "clause-only": 0,
      alternative: 0,
      approximate: 0,
      orphan: 0,
    },
    waiting: 1,
    gone: 0,
    entries: [entry("sure", false), entry("unsure", true), entry("later", false)],
  });
  expect(rows.map(({ annotation }) => annotation.id)).toEqual(["sure", "unsure", "later"]);
});

test("exports the clause of each comment, or that it is about the whole document", () => {
  const { columns, rows } = outcomesTable(rowsOfDocument(outcomes), versions, {}, "en");
  expect(columns[1]).toBe("Clause");
  const clauses = rows.map(({ cells }) => cells[0]);
  expect(clauses).toEqual(["noting a)", "noting a)", "noting a)", "noting a)", "whole document"]);
});

test("exports a column for each draft and marks a person's settlements", () => {
  const { columns, rows } = outcomesTable(rowsOfDocument(outcomes), versions, {}, "en");
  expect(columns.slice(-3)).toEqual(["Decision", "First draft", "Second draft"]);
  expect(rows.map(({ cells }) => cells.slice(-3))).toEqual([
    ["noted", "made here", "unchanged. Same text in noting a)."],
    ["undecided", "made here", "unplaced. Same text in noting a)."],
    ["undecided", "made here", "unplaced (left unplaced). Same text in noting a)."],
    ["accepted", "made here", "clause deleted. Same text in noting a)."],
    ["undecided", "", "made here"],
  ]);
});

test("restores the outcomes table from its address", () => {
  const id = fc.stringMatching(/^[a-z0-9][a-z0-9@:-]*$/u);
  const states = fc.record({
    filters: fc.record({
      kinds: fc.subarray(["comment" as const, "proposal" as const]),
      types: fc.constant([]),
      groups: fc.constant([]),
      people: fc.constant<string[]>([]),
      organisations: fc.uniqueArray(id),
      states: fc.subarray(["approximate" as const, "orphan" as const]),
      outcomes: fc.subarray(["noted" as const, "undecided" as const]),
      versions: fc.uniqueArray(id),
      text: fc.string({ maxLength: 20 }),
    }),
    waiting: fc.boolean(),
    gone: fc.boolean(),
    note: fc.option(id),
    on: fc.option(id),
    language: fc.option(id),
  });
  fc.assert(
    fc.property(states, (state) => {
      expect(readOutcomesState(writeOutcomesState(state), {})).toEqual(state);
    }),
  );
});
