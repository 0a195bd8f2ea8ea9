import type { DispositionOutcome } from "../../../server/core/outcome/disposition.ts";
import type { PlacedAnnotation } from "../../../server/core/contract/annotation-operations.ts";
import { filterAnnotations, type Filters, noFilters } from "../../../client/annotations/annotation-filters.ts";
import { openline, placedAnnotation } from "../placed-annotation.ts";

const ridr = { id: "ridr", name: "RIDR", shortName: "RIDR", group: "technical-community" } as const;
/** Adds a decision to an annotation. */
function decided(placed: PlacedAnnotation, outcome: DispositionOutcome): PlacedAnnotation {
  const current = { outcome, mergedWith: null, reason: "", shownIn: null, by: openline, at: "2013-02-07T10:00:00Z" };
  return {
    ...placed,
    disposition: { id: placed.annotation.id, documentId: "opinion-5", current, history: [], revision: 1 },
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
    ["not at all", {}, ["plain", "joint", "orphan", "proposal"]],
    ["to a kind", { kinds: ["proposal"] }, ["proposal"]],
    ["to a state", { states: ["orphan", "approximate"] }, ["orphan"]],
    ["to a type", { types: ["editorial"] }, ["orphan"]],
    ["to what was decided", { dispositions: ["noted"] }, ["proposal"]],
    ["to what nothing was decided on", { dispositions: ["undecided"] }, ["plain", "joint", "orphan"]],
    ["to those made on a draft", { versions: ["opinion-5@2:en"] }, ["joint"]],
    ["to an organisation, joint ones too", { organisations: ["ridr"] }, ["joint"]],
    ["to a group, joint ones too", { groups: ["technical-community"] }, ["joint"]],
    ["to words of the comment, letter case aside", { text: "too LONG" }, ["plain"]],
    ["to words that are proposed", { text: "stakeholder" }, ["proposal"]],
    ["by several filters together", { kinds: ["comment"], text: "words of" }, ["joint", "orphan"]],
  ])("%s", (_name, filters, expected) => {
    const found = filterAnnotations(annotations, { ...noFilters, ...filters });
    expect(found.map(({ annotation }) => annotation.id)).toEqual(expected);
  });
});
