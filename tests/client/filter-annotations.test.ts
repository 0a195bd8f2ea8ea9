import { filterAnnotations } from "../../client/reading/filter-annotations.ts";
import { noFilters, type Filters } from "../../client/reading/reading-address.ts";
import { openline, placedAnnotation } from "./placed-annotation.ts";

const ridr = { id: "ridr", name: "RIDR", shortName: "RIDR", group: "technical-community" } as const;
const annotations = [
  placedAnnotation("plain", { text: "Too long" }),
  placedAnnotation("joint", { speaker: { ...openline, jointly: [ridr] } }),
  placedAnnotation("orphan", {}, { state: "orphan", targets: [] }),
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
];

describe("annotations are narrowed", () => {
  test.each<[string, Partial<Filters>, string[]]>([
    ["not at all", {}, ["plain", "joint", "orphan", "proposal"]],
    ["to a kind", { kinds: ["proposal"] }, ["proposal"]],
    ["to a state", { states: ["orphan", "approximate"] }, ["orphan"]],
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
