import type { Node } from "prosemirror-model";
import { EditorState, TextSelection, type Transaction } from "prosemirror-state";
import { restoreClause, removeClause } from "../../../client/reader/draft-commands.ts";
import { draftSchema } from "../../../server/core/text/schema.ts";
import { draftOf } from "../../support/draft.ts";

const plain = draftOf([
  ["recital", "a)", "that few take part;"],
  ["recital", "b)", "that many are concerned"],
  ["footnote", "1", "As the report found."],
  ["recital", "c)", "that all may speak,"],
]);
/** The same draft with a reference in b) to the footnote after it. */
const base = plain.replace(plain.child(0).nodeSize + 1, plain.child(0).nodeSize + 1, reference());

function reference(): ReturnType<Node["slice"]> {
  const clause = draftSchema.node("clause", plain.child(1).attrs, [
    draftSchema.node("footnoteReference", { clause: "c3", label: "1" }),
  ]);
  return clause.slice(0, clause.content.size);
}

/** Returns an editor state with the cursor in the clause that begins with this text. */
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

test("deletes a clause together with its footnotes", () => {
  expect(idsOf(without("that many").doc)).toEqual(["c1", "c4"]);
});

test("restores a clause with its footnotes after it", () => {
  const state = without("that many");
  expect(restoreClause(state, base, "c2", "c1").doc.eq(base)).toBe(true);
});

test("restores the first clause at the front", () => {
  const state = without("that few");
  expect(restoreClause(state, base, "c1", "").doc.eq(base)).toBe(true);
});
