import type { Node } from "prosemirror-model";
import { startTransition } from "react";
import type { NewAnnotation, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { RebasedProposal } from "#core/contract/working-text-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Target } from "#core/discuss/target.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import type { firstChoices } from "../../annotations/audience.ts";
import { draftKey, type Subject } from "../../annotations/target.ts";
import type { AnnotationWrites } from "../../annotations/annotation-change.ts";
import { newId } from "../../api/actor.ts";
import { readStoredAs, store } from "../../components/stored-text.ts";
import {
  canChooseHere,
  type CommentForm,
  type Composed,
  type ComposerState,
  type EditForm,
  type OpenComposer,
  type OpenForm,
  type ProposalForm,
} from "./composer-state.ts";
import { editSent, operationsOf, proposedOf, unchangedProposal } from "./proposed-steps.ts";
import {
  differsFromAnnotation,
  editKey,
  keepEdit,
  readEdit,
  restoreEdit,
  type UnsavedEdit,
  unsavedEdits,
} from "./unsaved-edit.ts";
import { emptyWritten, isBlank, Written, writtenOf } from "./written.ts";

/** Text typed on this version on an earlier visit and not sent. */
export interface Unsent {
  storageKey: string;
  written: Written;
}

/** The composer on which an action is taken, with its state at that time. */
export interface ComposerHost extends ReturnType<typeof firstChoices> {
  /** The version's address. */
  address: string;
  /** The version's text. */
  draft: Node;
  /** Id of the person; null for the public. */
  participant: string | null;
  writes: AnnotationWrites;
  form: ComposerState;
  /** Opens a form, in place of the one that is open. */
  open: (form: OpenComposer) => void;
  update: (change: (form: ComposerState) => ComposerState) => void;
  /** Returns whether the form of an annotation is open now. While one is being sent, another may have been opened. */
  isOpen: (annotation: string) => boolean;
  close: () => void;
  onSent: (annotation: string) => void;
  /** Called before the composer opens again with the text of a submission that was undone. */
  onReopened: (annotation: string) => void;
}

function openNew(
  { participant, draft, open }: ComposerHost,
  storageKey: string,
  initial: Written,
  problems?: readonly ProposalProblem[],
): void {
  const stored = readStoredAs(participant, storageKey, Written);
  open(newForm({ initial: stored ?? initial, storageKey, id: newId() }, draft, problems));
}

/** Opens the composer on a subject. `text` is the initial text, unless unsent text is stored for it. */
export function begin(host: ComposerHost, subject: Subject, text: string): void {
  const { address, capacity, visibility } = host;
  openNew(host, draftKey(address, subject), { ...emptyWritten(subject, capacity, visibility), text });
}

/** Repeats a proposal from another draft on this one, as far as it can be carried over. */
export function beginAgain(
  host: ComposerHost,
  { annotation, placement }: PlacedAnnotation,
  { operations, problems }: RebasedProposal,
): void {
  const [step] = operations;
  const [target = step ? subjectOf(step) : { kind: "document" as const }, ...also] = placement.targets;
  const empty = emptyWritten({ kind: "proposal", target }, host.capacity, host.visibility);
  const { text, type } = annotation;
  const initial = { ...empty, ...proposedOf(operations, { target, also }, host.draft), also, text, type };
  openNew(host, `${host.address}/again/${annotation.id}`, initial, problems);
}

/** Opens the composer with text that was not sent. */
export function resume(host: ComposerHost, { storageKey, written }: Unsent): void {
  openNew(host, storageKey, written);
}

/** Opens the composer to edit an annotation. `exchanged` counts the earlier edits that were restored or discarded. */
export function edit(host: ComposerHost, editing: PlacedAnnotation, exchanged = 0): void {
  const { address, participant, draft, open } = host;
  const storageKey = editKey(editing.annotation, address);
  const isHome = editing.madeOn === address;
  const unedited = uneditedContent(editing, isHome, draft);
  const typed = readEdit(participant, storageKey) ?? unedited;
  const { target, also } = unedited;
  const initial: Written = isHome ? typed : { ...typed, target, also };
  const earlier = unsavedEdits(participant, editing.annotation.id, storageKey);
  open(editForm({ initial, storageKey, editing, isHome, earlier, exchanged }, draft));
}

/**
 * Restores an earlier edit into the open composer. Text typed there since is stored separately. The form restarts with
 * its stored content and takes the focus.
 */
export function restoreEarlier(host: ComposerHost, earlier: UnsavedEdit): void {
  const { form, participant, draft } = host;
  if (form.mode !== "edit") return;
  const { editing, isHome, storageKey, exchanged } = form;
  restoreEdit(participant, storageKey, earlier, { unedited: uneditedContent(editing, isHome, draft), isHome });
  edit(host, editing, exchanged + 1);
}

/** Discards an earlier edit. The form restarts with its stored content and takes the focus. */
export function discardEarlier(host: ComposerHost, { storageKey }: UnsavedEdit): void {
  const { form, participant } = host;
  store(participant, storageKey, null);
  if (form.mode === "edit") edit(host, form.editing, form.exchanged + 1);
}

/** Keeps the written text until it is sent, and draws it on the text of the version. */
export function keepWritten({ form, participant, draft, update }: ComposerHost, written: Written): void {
  if (form.mode === "closed") return;
  // The typed letter is rendered first, and its effect on the text when there is time.
  startTransition(() => update((state) => recomposed(state, form.id, written, draft)));
  if (form.mode !== "edit") {
    store(participant, form.storageKey, isBlank(written) ? null : JSON.stringify(written));
    return;
  }
  const { annotation } = form.editing;
  const chosen = form.isHome && differsFromAnnotation(written, operationsOf(written, draft), annotation);
  keepEdit(participant, form.storageKey, { ...written, chosen }, annotation);
}

/** Sends the written text, and closes the form unless another has been opened. Resolves to whether it was accepted. */
export async function send(host: ComposerHost, written: Written): Promise<boolean> {
  const { form, participant, address, draft, writes, isOpen, close, onSent, onReopened } = host;
  if (form.mode === "closed") return false;
  const { id, storageKey } = form;
  const reopen = (undone: PlacedAnnotation): void => {
    onReopened(id);
    keepEdit(participant, editKey(undone.annotation, address), { ...written, chosen: false }, undone.annotation);
    edit(host, undone);
  };
  const done = await (form.mode === "edit"
    ? writes.edit(form.editing, editSent(written, form.editing, form.isHome ? draft : null), reopen)
    : writes.create(annotationSent(id, written, draft), reopen));
  if (!done) return false;
  store(participant, storageKey, null);
  if (!isOpen(id)) return true;
  close();
  onSent(id);
  return true;
}

/** Returns the annotation to send for a new form. */
function annotationSent(id: string, written: Written, draft: Node): NewAnnotation {
  const { kind, type, target, also, change, text, visibility, circle, capacity, jointly } = written;
  return {
    id,
    kind,
    type,
    targets: [target, ...also],
    change,
    text: text.trim(),
    operations: operationsOf(written, draft),
    visibility,
    circle,
    capacity,
    jointly: capacity === "organisation" || capacity === "secretariat" ? jointly : [],
  };
}

/**
 * Returns the initial form for editing an annotation. On another draft, its targets are the annotation's placement
 * there, and its operations stay unchanged.
 */
function uneditedContent({ annotation, placement }: PlacedAnnotation, isHome: boolean, draft: Node): Written {
  const { operations } = annotation;
  const subjects = subjectsOf(isHome ? annotation.targets : placement.targets);
  const proposed = isHome ? proposedOf(operations, subjects, draft) : unchangedProposal(operations);
  return { ...writtenOf(annotation, proposed), ...subjects };
}

/** Splits targets into the first and the others, as the composer stores them. */
function subjectsOf([target = { kind: "document" }, ...also]: readonly Target[]): Pick<Written, "target" | "also"> {
  return { target, also };
}

/** Returns the clause that an operation changes, or that an inserted clause follows. */
function subjectOf(step: ProposalOperation): Target {
  switch (step.kind) {
    case "replace":
      return { kind: "clause", clause: step.start.clause };
    case "insert":
      return step.after === "" ? { kind: "document" } : { kind: "clause", clause: step.after };
    case "delete":
    case "move":
    case "relabel":
      return { kind: "clause", clause: step.clause };
  }
}

/** Opens a form for a new annotation, of the kind its content has. */
export function newForm(
  { initial, storageKey, id }: Pick<OpenForm, "initial" | "storageKey" | "id">,
  draft: Node,
  problems: readonly ProposalProblem[] = [],
): CommentForm | ProposalForm {
  const form = { initial, storageKey, id, draft, composed: composedOf(initial, draft), added: [] };
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
  return { ...form, mode: "edit", id: editing.annotation.id, draft, composed, added: [] };
}

/** Updates what is drawn in the text. A composer that closed in the meantime stays closed. */
export function recomposed(state: ComposerState, id: string, written: Written, draft: Node): ComposerState {
  if (state.mode === "closed" || state.id !== id) return state;
  return { ...state, composed: composedOf(written, canChooseHere(state) ? draft : null) };
}

/** Returns what a form draws in the text. On another draft (null), it draws no operations. */
function composedOf(written: Written, draft: Node | null): Composed {
  return { targets: [written.target, ...written.also], operations: draft ? operationsOf(written, draft) : [] };
}
