import type { Node } from "prosemirror-model";
import fc from "fast-check";
import { draftSchema } from "../../../server/core/text/schema.ts";
import { ClausePositions } from "../../../client/reader/clause-positions.ts";
import { sectionedDoc } from "../../../client/reader/sectioned.ts";
import { versionTextOf } from "../../../server/core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

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

describe("converts between clause offsets and view positions", () => {
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

  test.each<[string, number, "before" | "after", { clause: string; offset: number } | undefined]>([
    ["inside a clause", 5, "after", { clause: "c1", offset: 3 }],
    ["after a footnote's number, which has no length", 9, "after", { clause: "c1", offset: 6 }],
    ["between clauses, forwards", 19, "after", { clause: "c2", offset: 0 }],
    ["between clauses, backwards", 19, "before", { clause: "c1", offset: 15 }],
    ["at the start of the document", 0, "after", { clause: "c1", offset: 0 }],
    ["at the start of the document, backwards", 0, "before", undefined],
  ])("converts a position %s to a clause offset", (_name, position, side, expected) => {
    expect(positions.point(position, side)).toEqual(expected);
  });

  test("finds a clause's neighbours, and none past the ends", () => {
    expect(positions.beside("c1", 1)?.id).toBe("c2");
    expect(positions.beside("c1", -1)).toBeUndefined();
  });
});

test("restores every clause offset from its view position", () => {
  const words = fc.array(fc.string({ maxLength: 30 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(words, fc.nat(), fc.nat(), (texts, chosen, at) => {
      const positions = new ClausePositions(sectioned(draftOf(texts.map((text) => ["paragraph", null, text]))));
      const clause = positions.order[chosen % positions.order.length]!;
      const offset = at % (clause.node.textContent.length + 1);
      const position = positions.position(clause.id, offset, "after")!;
      expect(positions.point(position, "after")).toEqual({ clause: clause.id, offset });
    }),
  );
});
