import type { Node } from "prosemirror-model";
import { EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { putBack, removeClause } from "../../../client/reader/draft-commands.ts";
import { draftSchema } from "../../../server/core/text/schema.ts";
import { draftOf } from "../../support/draft.ts";

const plain = draftOf([
  ["recital", "a)", "that few take part;"],
  ["recital", "b)", "that many are concerned"],
  ["footnote", "1", "As the report found."],
  ["recital", "c)", "that all may speak,"],
]);
/** The same, with a reference from b) to the footnote that follows it. */
const base = plain.replace(plain.child(0).nodeSize + 1, plain.child(0).nodeSize + 1, reference());

function reference(): ReturnType<Node["slice"]> {
  const clause = draftSchema.node("clause", plain.child(1).attrs, [
    draftSchema.node("footnoteReference", { clause: "c3", label: "1" }),
  ]);
  return clause.slice(0, clause.content.size);
}

/** The base with the cursor in the clause that begins so. */
function at(beginning: string): EditorState {
  let place = 0;
  base.forEach((node, offset) => {
    if (node.textContent.startsWith(beginning)) place = offset + 1;
  });
  return EditorState.create({ doc: base, selection: TextSelection.create(base, place) });
}

function without(beginning: string): EditorState {
  let state = at(beginning);
  removeClause(state, (transaction: Transaction) => (state = state.apply(transaction)));
  return state;
}

const idsOf = (doc: Node): string[] => doc.children.map(({ attrs }) => String(attrs["id"]));

test("a clause is taken out with its footnotes", () => {
  expect(idsOf(without("that many").doc)).toEqual(["c1", "c4"]);
});

test("a clause that is put back brings its footnotes, behind it", () => {
  const state = without("that many");
  expect(putBack(state, base, "c2", "c1").doc.eq(base)).toBe(true);
});

test("the first clause is put back at the front", () => {
  const state = without("that few");
  expect(putBack(state, base, "c1", "").doc.eq(base)).toBe(true);
});
