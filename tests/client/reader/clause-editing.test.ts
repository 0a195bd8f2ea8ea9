import { deleteSelection } from "prosemirror-commands";
import { AllSelection, EditorState, TextSelection, type Selection } from "prosemirror-state";
import { selectClauseText } from "../../../client/reader/clause-editing.ts";
import { draftOf } from "../../support/draft.ts";

const doc = draftOf([
  ["recital", "a)", "that few take part;"],
  ["recital", "b)", "that many are concerned,"],
]);

function selectedFrom(selection: Selection): EditorState {
  let state = EditorState.create({ doc, selection });
  selectClauseText(state, (transaction) => (state = state.apply(transaction)));
  return state;
}

test.each([
  ["the clause with the cursor", TextSelection.create(doc, doc.child(0).nodeSize + 3), "that many are concerned,"],
  ["the first clause if the whole document is selected", new AllSelection(doc), "that few take part;"],
])("selects the text of %s", (_name, selection, expected) => {
  const { selection: selected, doc: same } = selectedFrom(selection);
  expect(same.textBetween(selected.from, selected.to)).toBe(expected);
});

test("deleting the selected text leaves the clause", () => {
  let state = selectedFrom(TextSelection.create(doc, 3));
  deleteSelection(state, (transaction) => (state = state.apply(transaction)));
  expect(state.doc.children.map(({ textContent }) => textContent)).toEqual(["", "that many are concerned,"]);
});
