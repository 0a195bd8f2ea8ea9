import type { Node } from "prosemirror-model";
import { draftSchema } from "../../../server/core/text/schema.ts";
import { ClausePositions } from "../../../client/reader/clause-positions.ts";
import { sectionedDoc } from "../../../client/reader/sectioned.ts";
import { versionTextOf } from "../../../server/core/text/version-text.ts";

/** Returns a draft's view, with its citations. */
function sectioned(draft: Node): Node {
  return sectionedDoc(draft, versionTextOf(draft).clauses);
}

const note = draftSchema.node("footnoteReference", { clause: "c2", label: "1" });
const withNote = draftSchema.node("doc", null, [
  draftSchema.node("clause", { id: "c1", kind: "paragraph", label: "1.1" }, [
    draftSchema.text("noting"),
    note,
    draftSchema.text(" that"),
    draftSchema.node("hardBreak"),
    draftSchema.text("all", [draftSchema.mark("emphasis")]),
  ]),
  draftSchema.node("clause", { id: "c2", kind: "footnote", label: "1" }, [draftSchema.text("A note")]),
]);

describe("converts clause offsets to view positions", () => {
  const positions = new ClausePositions(sectioned(withNote));

  test.each<[string, string, number, "before" | "after", number | undefined]>([
    ["the beginning", "c1", 0, "after", 2],
    ["before a footnote's number", "c1", 6, "before", 8],
    ["after a footnote's number", "c1", 6, "after", 9],
    ["after a line break, which has length 1", "c1", 12, "after", 15],
    ["the end", "c1", 15, "after", 18],
    ["the next clause", "c2", 0, "after", 20],
    ["an unknown clause", "c9", 0, "after", undefined],
  ])("%s", (_name, clause, offset, notes, expected) => {
    expect(positions.position(clause, offset, notes)).toBe(expected);
  });
});
