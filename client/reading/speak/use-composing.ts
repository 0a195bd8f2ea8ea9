import type { Node } from "prosemirror-model";
import { startTransition, useCallback, useMemo, useRef, useState } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import type { RebasedProposal } from "#core/contract/working-text-operations.ts";
import type { NewAnnotation, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Target } from "#core/discuss/target.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import { firstChoices } from "../../annotations/audience.ts";
import { draftKey, type Subject } from "../../annotations/target.ts";
import type { AnnotationWrites } from "../../annotations/use-annotation-writes.ts";
import { newId } from "../../api/actor.ts";
import { store, storedKeys, readStoredAs } from "../../components/stored-text.ts";
import {
  type UnsavedEdit,
  unsavedEdits,
  differsFromAnnotation,
  editKey,
  keepEdit,
  readEdit,
  restoreEdit,
} from "./unsaved-edit.ts";
import {
  closedComposer,
  type ComposerState,
  editForm,
  newForm,
  type OpenComposer,
  recomposed,
  withTarget,
} from "./composer-state.ts";
import { unchangedProposal, editSent, operationsOf, proposedOf } from "./proposed-steps.ts";
import { emptyWritten, isBlank, Written, writtenOf } from "./written.ts";

/** Text typed on this version on an earlier visit and not sent. */
export interface Unsent {
  storageKey: string;
  written: Written;
}

/** The composer of a reading room, with its actions. */
export interface Composing {
  form: ComposerState;
  unsent: readonly Unsent[];
  /** Opens the composer on a subject. `text` is the initial text, unless unsent text is stored for it. */
  begin: (subject: Subject, text?: string) => void;
  /** Repeats a proposal from another draft on this one, as far as it can be carried over. */
  beginAgain: (placed: PlacedAnnotation, rebased: RebasedProposal) => void;
  resume: (unsent: Unsent) => void;
  discard: (unsent: Unsent) => void;
  edit: (placed: PlacedAnnotation) => void;
  /** Restores an earlier edit into the open composer. Text typed there since is stored separately. */
  restoreEarlier: (earlier: UnsavedEdit) => void;
  discardEarlier: (earlier: UnsavedEdit) => void;
  /** Adds a further target to the comment being written. */
  addTarget: (target: Target) => void;
  keepWritten: (written: Written) => void;
  send: (written: Written) => Promise<boolean>;
  close: () => void;
}

/** Opens, saves, sends and closes the one composer of a reading room. */
export function useComposing({
  address,
  draft,
  me,
  writes,
  onSent,
  onReopened,
}: {
  /** The version's address. */
  address: string;
  /** The version's text. */
  draft: Node;
  me: Me;
  writes: AnnotationWrites;
  onSent: (annotation: string) => void;
  /** Called before the composer opens again with the text of a submission that was undone. */
  onReopened: (annotation: string) => void;
}): Composing {
  const [form, setForm] = useState<ComposerState>(closedComposer);
  // Id of the annotation in the open composer. While one is being sent, another may have been opened, and must stay
  // open.
  const opened = useRef<string | null>(null);
  const { capacity, visibility } = firstChoices(me);
  const participant = me.participant?.id ?? null;
  const { unsent, discard } = useUnsent(participant, address, form.mode === "closed" ? undefined : form.storageKey);

  const open = useCallback((next: OpenComposer) => {
    opened.current = next.id;
    setForm(next);
  }, []);
  const openNew = useCallback(
    (storageKey: string, initial: Written, problems?: readonly ProposalProblem[]) => {
      const stored = readStoredAs(participant, storageKey, Written);
      open(newForm({ initial: stored ?? initial, storageKey, id: newId() }, draft, problems));
    },
    [participant, draft, open],
  );
  const begin = useCallback(
    (subject: Subject, text = "") =>
      openNew(draftKey(address, subject), { ...emptyWritten(subject, capacity, visibility), text }),
    [address, capacity, visibility, openNew],
  );
  const beginAgain = useCallback(
    ({ annotation, placement }: PlacedAnnotation, { operations, problems }: RebasedProposal) => {
      const [step] = operations;
      const [target = step ? subjectOf(step) : { kind: "document" as const }, ...also] = placement.targets;
      const empty = emptyWritten({ kind: "proposal", target }, capacity, visibility);
      const { text, type } = annotation;
      const initial = { ...empty, ...proposedOf(operations, { target, also }, draft), also, text, type };
      openNew(`${address}/again/${annotation.id}`, initial, problems);
    },
    [address, capacity, visibility, draft, openNew],
  );
  const resume = useCallback(({ storageKey, written }: Unsent) => openNew(storageKey, written), [openNew]);
  const edit = useCallback(
    (editing: PlacedAnnotation, exchanged = 0) => {
      const storageKey = editKey(editing.annotation, address);
      const isHome = editing.madeOn === address;
      const unedited = uneditedContent(editing, isHome, draft);
      const typed = readEdit(participant, storageKey) ?? unedited;
      const { target, also } = unedited;
      const initial: Written = isHome ? typed : { ...typed, target, also };
      const earlier = unsavedEdits(participant, editing.annotation.id, storageKey);
      open(editForm({ initial, storageKey, editing, isHome, earlier, exchanged }, draft));
    },
    [participant, address, draft, open],
  );
  // In either case the form restarts with its stored content and takes the focus.
  const restoreEarlier = (earlier: UnsavedEdit): void => {
    if (form.mode !== "edit") return;
    const { editing, isHome, storageKey, exchanged } = form;
    restoreEdit(participant, storageKey, earlier, { unedited: uneditedContent(editing, isHome, draft), isHome });
    edit(editing, exchanged + 1);
  };
  const discardEarlier = ({ storageKey }: UnsavedEdit): void => {
    store(participant, storageKey, null);
    if (form.mode === "edit") edit(form.editing, form.exchanged + 1);
  };
  const addTarget = useCallback((target: Target) => setForm((state) => withTarget(state, target)), []);
  const close = useCallback(() => {
    opened.current = null;
    setForm(closedComposer);
  }, []);

  const keepWritten = (written: Written): void => {
    if (form.mode === "closed") return;
    // The typed letter is rendered first, and its effect on the text when there is time.
    startTransition(() => setForm((state) => recomposed(state, form.id, written, draft)));
    if (form.mode !== "edit") {
      store(participant, form.storageKey, isBlank(written) ? null : JSON.stringify(written));
      return;
    }
    const { annotation } = form.editing;
    const chosen = form.isHome && differsFromAnnotation(written, operationsOf(written, draft), annotation);
    keepEdit(participant, form.storageKey, { ...written, chosen }, annotation);
  };
  const send = async (written: Written): Promise<boolean> => {
    if (form.mode === "closed") return false;
    const { id, storageKey } = form;
    const reopen = (undone: PlacedAnnotation): void => {
      onReopened(id);
      keepEdit(participant, editKey(undone.annotation, address), { ...written, chosen: false }, undone.annotation);
      edit(undone);
    };
    const done = await (form.mode === "edit"
      ? writes.edit(form.editing, editSent(written, form.editing, form.isHome ? draft : null), reopen)
      : writes.create(annotationSent(id, written, draft), reopen));
    if (!done) return false;
    store(participant, storageKey, null);
    if (opened.current !== id) return true;
    close();
    onSent(id);
    return true;
  };
  return {
    form,
    unsent,
    begin,
    beginAgain,
    resume,
    discard,
    edit,
    restoreEarlier,
    discardEarlier,
    addTarget,
    keepWritten,
    send,
    close,
  };
}

/** Returns the unsent text typed on a version, except what is stored under the key of the open form. */
function useUnsent(
  participant: string | null,
  address: string,
  openKey: string | undefined,
): Pick<Composing, "unsent" | "discard"> {
  const [discarded, setDiscarded] = useState(0);
  const unsent = useMemo(
    () => unsentAt(participant, `${address}/`, openKey),
    // Storage sends no event for changes on the same page, so `discarded` counts our own.
    [participant, address, openKey, discarded],
  );
  const discard = useCallback(
    ({ storageKey }: Unsent) => {
      store(participant, storageKey, null);
      setDiscarded((count) => count + 1);
    },
    [participant],
  );
  return { unsent, discard };
}

/** Returns the unsent text under all keys that start with `beginning`, except the key `without`. */
function unsentAt(participant: string | null, beginning: string, without: string | undefined): Unsent[] {
  return storedKeys(participant, beginning).flatMap((storageKey): Unsent[] => {
    const written = storageKey === without ? undefined : readStoredAs(participant, storageKey, Written);
    return written ? [{ storageKey, written }] : [];
  });
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
