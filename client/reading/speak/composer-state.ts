import type { Node } from "prosemirror-model";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { annotationKinds } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Target } from "#core/discuss/target.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import type { UnsavedEdit } from "./unsaved-edit.ts";
import type { Written } from "./written.ts";

/** The composer's current targets and operations, drawn in the text while the user types. */
export interface Composed {
  targets: readonly Target[];
  /** The operations it would apply to the text. */
  operations: readonly ProposalOperation[];
}

/** The fields that every open form has. */
export interface OpenForm {
  /** Its initial content. The form itself holds what is typed. */
  initial: Written;
  /** Storage key of the text being typed. */
  storageKey: string;
  /** Id of the annotation. It is chosen when the form opens, so that a retry sends the same one. */
  id: string;
  /** The draft that it is written on, from which its operations follow. */
  draft: Node;
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
