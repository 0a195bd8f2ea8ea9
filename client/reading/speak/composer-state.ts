import type { Node } from "prosemirror-model";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { annotationKinds } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Target } from "#core/discuss/target.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import type { UnsavedEdit } from "./unsaved-edit.ts";
import { operationsOf } from "./proposed-steps.ts";
import type { Written } from "./written.ts";

/** The composer's current targets and operations, drawn in the text while the user types. */
export interface Composed {
  targets: readonly Target[];
  /** The operations it would apply to the text. */
  operations: readonly ProposalOperation[];
}

interface OpenForm {
  /** Its initial content. The form itself holds what is typed. */
  initial: Written;
  /** Storage key of the text being typed. */
  storageKey: string;
  /** Id of the annotation. It is chosen when the form opens, so that a retry sends the same one. */
  id: string;
  composed: Composed;
  /** Further targets selected in the text while the form is open. */
  added: readonly Target[];
}

/** A form for a new comment. */
export interface CommentForm extends OpenForm {
  mode: "comment";
}

/** A form for a new proposal. */
export interface ProposalForm extends OpenForm {
  mode: "proposal";
  /** The reasons why parts of the proposal it repeats are missing; empty if it repeats none. */
  problems: readonly ProposalProblem[];
}

/** A form that edits an annotation. */
export interface EditForm extends OpenForm {
  mode: "edit";
  editing: PlacedAnnotation;
  /** Whether this is the annotation's own draft. Only there can its targets and its proposal be changed. */
  isHome: boolean;
  /** Unsaved edits of the same annotation, typed on other drafts or over an earlier revision. */
  earlier: readonly UnsavedEdit[];
  /** Number of earlier edits restored or discarded. Each one resets the form. */
  exchanged: number;
}

/** A composer that is open. */
export type OpenComposer = CommentForm | ProposalForm | EditForm;

/** The one composer of a reading room. */
export type ComposerState = { mode: "closed" } | OpenComposer;

export const closedComposer: ComposerState = { mode: "closed" };

/** Opens a form for a new annotation, of the kind its content has. */
export function newForm(
  { initial, storageKey, id }: Pick<OpenForm, "initial" | "storageKey" | "id">,
  draft: Node,
  problems: readonly ProposalProblem[] = [],
): CommentForm | ProposalForm {
  const form = { initial, storageKey, id, composed: composedOf(initial, draft), added: [] };
  switch (initial.kind) {
    case "comment":
      return { ...form, mode: "comment" };
    case "proposal":
      return { ...form, mode: "proposal", problems };
  }
}

/** Opens a form that edits an annotation. */
export function editForm(
  form: Pick<EditForm, "initial" | "storageKey" | "editing" | "isHome" | "earlier" | "exchanged">,
  draft: Node,
): EditForm {
  const { initial, editing, isHome } = form;
  const composed = composedOf(initial, isHome ? draft : null);
  return { ...form, mode: "edit", id: editing.annotation.id, composed, added: [] };
}

/** Updates what is drawn in the text. A composer that closed in the meantime stays closed. */
export function recomposed(state: ComposerState, id: string, written: Written, draft: Node): ComposerState {
  if (state.mode === "closed" || state.id !== id) return state;
  return { ...state, composed: composedOf(written, canChooseHere(state) ? draft : null) };
}

/** Adds a target to the annotation being written. */
export function withTarget(state: ComposerState, target: Target): ComposerState {
  return takesTargets(state) ? { ...state, added: [...state.added, target] } : state;
}

/** Checks whether the form's targets and proposal can be chosen on the draft being read. */
export function canChooseHere(form: OpenComposer): boolean {
  return form.mode !== "edit" || form.isHome;
}

/** Checks whether text selected in the draft can be added as a further target. A proposal has a field for that. */
export function takesTargets(state: ComposerState): state is OpenComposer {
  return state.mode !== "closed" && canChooseHere(state) && annotationKinds[state.initial.kind].freeTargets;
}

/** Returns a key that changes whenever a form has to start again with its initial content. */
export function formKey(form: OpenComposer): string {
  return form.mode === "edit" ? `${form.storageKey} ${String(form.exchanged)}` : form.storageKey;
}

/** Returns what a form draws in the text. On another draft (null), it draws no operations. */
function composedOf(written: Written, draft: Node | null): Composed {
  return { targets: [written.target, ...written.also], operations: draft ? operationsOf(written, draft) : [] };
}
