import fc from "fast-check";
import type { Node } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { draftSchema } from "#core/text/schema.ts";

const marks = fc.subarray([draftSchema.mark("strong"), draftSchema.mark("emphasis")]);
const words = fc
  .array(fc.constantFrom("shall", "should", "ministers", "a", " ", " ", ", ", "网", "络"), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(""));
const textNode = fc.tuple(words, marks).map(([text, set]) => draftSchema.text(text, set));
const inner = fc.oneof(
  { weight: 5, arbitrary: textNode },
  { weight: 1, arbitrary: fc.constant(draftSchema.node("hardBreak")) },
);
const note = draftSchema.node("footnoteReference", { clause: "n1", label: "1" });

/** Inline content of a clause. A footnote reference has text on both sides. */
export const contents: fc.Arbitrary<Node[]> = fc.oneof(
  { weight: 3, arbitrary: fc.array(inner, { maxLength: 4 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(textNode, fc.array(inner, { maxLength: 2 }), textNode)
      .map(([first, rest, last]) => [first, note, ...rest, last]),
  },
);

/** A draft of a few clauses; c1 is followed by the footnote n1. */
export const drafts: fc.Arbitrary<Node> = fc.array(contents, { minLength: 1, maxLength: 5 }).map((all) => {
  const clauses = all.map((content, index) =>
    draftSchema.node("clause", { id: `c${index + 1}`, kind: "paragraph", label: `${index + 1}` }, content),
  );
  const footnote = draftSchema.node("clause", { id: "n1", kind: "footnote", label: "1" }, draftSchema.text("See."));
  clauses.splice(1, 0, footnote);
  return draftSchema.node("doc", null, clauses);
});

const ids = fc.constantFrom("c1", "c2", "c3", "c4", "c5", "n1", "nowhere");
const offset = fc.nat(12);
const json = contents.map((nodes) => nodes.map((node) => node.toJSON() as Record<string, unknown>));

/** Steps that may or may not apply to a draft of `drafts`. */
export const operations: fc.Arbitrary<ProposalOperation[]> = fc.array(
  fc.oneof(
    fc.tuple(ids, offset, offset, json).map(([clause, one, other, content]): ProposalOperation => ({
      kind: "replace",
      start: { clause, offset: Math.min(one, other) },
      end: { clause, offset: Math.max(one, other) },
      content,
    })),
    fc.tuple(fc.oneof(ids, fc.constant("")), json).map(([after, content]): ProposalOperation => ({
      kind: "insert",
      after,
      clause: { kind: "paragraph", label: null, depth: 0, content },
    })),
    ids.map((clause): ProposalOperation => ({ kind: "delete", clause })),
    fc
      .tuple(ids, fc.oneof(ids, fc.constant("")))
      .map(([clause, after]): ProposalOperation => ({ kind: "move", clause, after })),
    ids.map((clause): ProposalOperation => ({ kind: "relabel", clause, label: "9" })),
  ),
  { maxLength: 8 },
);
