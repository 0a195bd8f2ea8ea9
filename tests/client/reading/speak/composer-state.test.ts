import { editForm, newForm, recomposed } from "../../../../client/reading/speak/composer-actions.ts";
import { closedComposer, formKey, takesTargets, withTarget } from "../../../../client/reading/speak/composer-state.ts";
import { emptyWritten, nothingProposed, writtenOf } from "../../../../client/reading/speak/written.ts";
import { draftOf } from "../../../support/draft.ts";
import { placedAnnotation } from "../../placed-annotation.ts";

const draft = draftOf([
  ["recital", "a)", "that few take part;"],
  ["recital", "b)", "that many are concerned,"],
]);
const clauseA = { kind: "clause", clause: "c1" } as const;
const clauseB = { kind: "clause", clause: "c2" } as const;
const placed = placedAnnotation("n1", { targets: [clauseA] });

const comment = newForm(
  { initial: emptyWritten({ kind: "comment", target: clauseA }, "personal"), storageKey: "p", id: "n" },
  draft,
);
const proposal = newForm(
  { initial: emptyWritten({ kind: "proposal", target: clauseA }, "personal"), storageKey: "p", id: "n" },
  draft,
);
const edit = (isHome: boolean, exchanged = 0) =>
  editForm(
    {
      initial: writtenOf(placed.annotation, nothingProposed),
      storageKey: "e",
      editing: placed,
      isHome,
      earlier: [],
      exchanged,
    },
    draft,
  );

test("the mode of a new form is the kind of its content", () => {
  expect([comment.mode, proposal.mode]).toEqual(["comment", "proposal"]);
});

test("an edit keeps the annotation's id", () => {
  expect(edit(true).id).toBe("n1");
});

test.each([
  ["a new comment", comment, true],
  ["an edited comment on its own draft", edit(true), true],
  ["an edited comment on another draft", edit(false), false],
  ["a proposal", proposal, false],
  ["a closed composer", closedComposer, false],
])("selected text can be added as a target: %s", (_name, state, expected) => {
  expect(takesTargets(state)).toBe(expected);
  expect(withTarget(state, clauseB)).toEqual(expected ? { ...state, added: [clauseB] } : state);
});

test("draws the operations of a proposal while it is typed", () => {
  const next = recomposed(proposal, "n", { ...proposal.initial, mode: "delete" }, draft);
  expect(next).toMatchObject({ composed: { targets: [clauseA], operations: [{ kind: "delete", clause: "c1" }] } });
});

test("draws no operations for an edit on another draft", () => {
  const typed = { ...proposal.initial, mode: "delete" as const };
  expect(recomposed(edit(false), "n1", typed, draft)).toMatchObject({ composed: { operations: [] } });
});

test.each([
  ["closed", closedComposer],
  ["opened on another annotation", comment],
])("text typed before the composer was %s is not drawn", (_name, state) => {
  expect(recomposed(state, "before", { ...proposal.initial, mode: "delete" }, draft)).toBe(state);
});

test("restoring an earlier edit starts the form again", () => {
  expect(formKey(edit(true, 1))).not.toBe(formKey(edit(true, 0)));
});
