import type { DecisionOutcome } from "../../../server/core/outcome/decision.ts";
import type { PlacedAnnotation } from "../../../server/core/contract/annotation-operations.ts";
import { filterAnnotations, type Filters, noFilters } from "../../../client/annotations/annotation-filters.ts";
import { openline, placedAnnotation } from "../placed-annotation.ts";

const ridr = { id: "ridr", name: "RIDR", shortName: "RIDR", group: "technical-community" } as const;
/** Adds a decision to an annotation. */
function decided(placed: PlacedAnnotation, outcome: DecisionOutcome): PlacedAnnotation {
  const current = { outcome, mergedWith: null, reason: "", shownIn: null, by: openline, at: "2013-02-07T10:00:00Z" };
  return {
    ...placed,
    decision: { id: placed.annotation.id, documentId: "opinion-5", current, history: [], revision: 1 },
  };
}

const annotations = [
  placedAnnotation("plain", { text: "Too long" }),
  { ...placedAnnotation("joint", { speaker: { ...openline, jointly: [ridr] } }), madeOn: "opinion-5@2:en" },
  placedAnnotation("orphan", { type: "editorial" }, { state: "orphan", targets: [] }),
  decided(
    placedAnnotation("proposal", {
      kind: "proposal",
      text: "",
      operations: [
        {
          kind: "replace",
          start: { clause: "c1", offset: 0 },
          end: { clause: "c1", offset: 4 },
          content: [{ type: "text", text: "Stakeholders" }],
        },
      ],
    }),
    "noted",
  ),
];

describe("filters annotations", () => {
  test.each<[string, Partial<Filters>, string[]]>([
    ["without effect if no filter is set", {}, ["plain", "joint", "orphan", "proposal"]],
    ["by kind", { kinds: ["proposal"] }, ["proposal"]],
    ["by author", { people: ["nobody"] }, []],
    ["by state", { states: ["orphan", "approximate"] }, ["orphan"]],
    ["by type", { types: ["editorial"] }, ["orphan"]],
    ["by decision", { outcomes: ["noted"] }, ["proposal"]],
    ["by the lack of a decision", { outcomes: ["undecided"] }, ["plain", "joint", "orphan"]],
    ["by the draft they were made on", { versions: ["opinion-5@2:en"] }, ["joint"]],
    ["by organisation, including joint annotations", { organisations: ["ridr"] }, ["joint"]],
    ["by group, including joint annotations", { groups: ["technical-community"] }, ["joint"]],
    ["by words of the comment, in any case", { text: "too LONG" }, ["plain"]],
    ["by proposed words", { text: "stakeholder" }, ["proposal"]],
    ["by several filters together", { kinds: ["comment"], text: "words of" }, ["joint", "orphan"]],
  ])("%s", (_name, filters, expected) => {
    const found = filterAnnotations(annotations, { ...noFilters, ...filters });
    expect(found.map(({ annotation }) => annotation.id)).toEqual(expected);
  });
});
