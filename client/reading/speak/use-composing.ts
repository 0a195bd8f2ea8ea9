import type { Node } from "prosemirror-model";
import { startTransition, useCallback, useMemo, useRef, useState } from "react";
import type { Me } from "#core/contract/forum-operations.ts";
import type { RebasedProposal } from "#core/contract/working-text-operations.ts";
import type { NewAnnotation, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { Target } from "#core/discuss/target.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import { placeOf, type Subject } from "../../annotations/target.ts";
import type { AnnotationWrites } from "../../annotations/use-annotation-writes.ts";
import { newId } from "../../api/actor.ts";
import { keep, keptPlaces, readKeptAs } from "../../components/kept-text.ts";
import { type BegunEdit, begunEdits, choosesElse, editPlace, keepEdit, readEdit, takeIn } from "./begun-edit.ts";
import {
  closedComposer,
  type ComposerState,
  editForm,
  newForm,
  type OpenComposer,
  recomposed,
  withTarget,
} from "./composer-state.ts";
import { asMade, editSent, operationsOf, proposedOf } from "./proposed-steps.ts";
import { emptyWritten, isBlank, Written, writtenOf } from "./written.ts";

/** Text typed on this version on an earlier visit and not sent. */
export interface Unsent {
  place: string;
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
  takeEarlier: (earlier: BegunEdit) => void;
  discardEarlier: (earlier: BegunEdit) => void;
  /** Adds a further target to the comment being written. */
  addPlace: (place: Target) => void;
  keepWritten: (written: Written) => void;
  send: (written: Written) => Promise<boolean>;
  close: () => void;
}

/** Opens, saves, sends and closes the one composer of a reading room. */
export function useComposing(
  address: string,
  draft: Node,
  me: Me,
  writes: AnnotationWrites,
  onSent: (annotation: string) => void,
): Composing {
  const [form, setForm] = useState<ComposerState>(closedComposer);
  // Id of the annotation in the open composer. While one is being sent, another may have been opened, and must stay
  // open.
  const opened = useRef<string | null>(null);
  const capacity = capacitiesOf(me)[0] ?? "personal";
  const participant = me.participant?.id ?? null;
  const { unsent, discard } = useUnsent(participant, address, form.mode === "closed" ? undefined : form.place);

  const open = useCallback((next: OpenComposer) => {
    opened.current = next.id;
    setForm(next);
  }, []);
  const openNew = useCallback(
    (place: string, initial: Written, problems?: readonly ProposalProblem[]) => {
      const kept = readKeptAs(participant, place, Written);
      open(newForm({ initial: kept ?? initial, place, id: newId() }, draft, problems));
    },
    [participant, draft, open],
  );
  const begin = useCallback(
    (subject: Subject, text = "") => openNew(placeOf(address, subject), { ...emptyWritten(subject, capacity), text }),
    [address, capacity, openNew],
  );
  const beginAgain = useCallback(
    ({ annotation, placement }: PlacedAnnotation, { operations, problems }: RebasedProposal) => {
      const [step] = operations;
      const [target = step ? subjectOf(step) : { kind: "document" as const }, ...also] = placement.targets;
      const empty = emptyWritten({ kind: "proposal", target }, capacity);
      const { text, type } = annotation;
      const initial = { ...empty, ...proposedOf(operations, { target, also }, draft), also, text, type };
      openNew(`${address}/again/${annotation.id}`, initial, problems);
    },
    [address, capacity, draft, openNew],
  );
  const resume = useCallback(({ place, written }: Unsent) => openNew(place, written), [openNew]);
  const edit = useCallback(
    (editing: PlacedAnnotation, exchanged = 0) => {
      const place = editPlace(editing.annotation, address);
      const isHome = editing.madeOn === address;
      const asItIs = asItStands(editing, isHome, draft);
      const typed = readEdit(participant, place) ?? asItIs;
      const { target, also } = asItIs;
      const initial: Written = isHome ? typed : { ...typed, target, also };
      const earlier = begunEdits(participant, editing.annotation.id, place);
      open(editForm({ initial, place, editing, isHome, earlier, exchanged }, draft));
    },
    [participant, address, draft, open],
  );
  // In either case the form restarts with its stored content and takes the focus.
  const takeEarlier = (earlier: BegunEdit): void => {
    if (form.mode !== "edit") return;
    const { editing, isHome, place, exchanged } = form;
    takeIn(participant, place, earlier, { asItIs: asItStands(editing, isHome, draft), isHome });
    edit(editing, exchanged + 1);
  };
  const discardEarlier = ({ place }: BegunEdit): void => {
    keep(participant, place, null);
    if (form.mode === "edit") edit(form.editing, form.exchanged + 1);
  };
  const addPlace = useCallback((place: Target) => setForm((state) => withTarget(state, place)), []);
  const close = useCallback(() => {
    opened.current = null;
    setForm(closedComposer);
  }, []);

  const keepWritten = (written: Written): void => {
    if (form.mode === "closed") return;
    // The typed letter is rendered first, and its effect on the text when there is time.
    startTransition(() => setForm((state) => recomposed(state, form.id, written, draft)));
    if (form.mode !== "edit") {
      keep(participant, form.place, isBlank(written) ? null : JSON.stringify(written));
      return;
    }
    const { annotation } = form.editing;
    const chosen = form.isHome && choosesElse(written, operationsOf(written, draft), annotation);
    keepEdit(participant, form.place, { ...written, chosen }, annotation);
  };
  const send = async (written: Written): Promise<boolean> => {
    if (form.mode === "closed") return false;
    const { id, place } = form;
    const done = await (form.mode === "edit"
      ? writes.edit(form.editing, editSent(written, form.editing, form.isHome ? draft : null))
      : writes.create(annotationSent(id, written, draft)));
    if (!done) return false;
    keep(participant, place, null);
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
    takeEarlier,
    discardEarlier,
    addPlace,
    keepWritten,
    send,
    close,
  };
}

/** Returns the unsent text typed on a version, except what is stored under the key of the open form. */
function useUnsent(
  participant: string | null,
  address: string,
  openPlace: string | undefined,
): Pick<Composing, "unsent" | "discard"> {
  const [discarded, setDiscarded] = useState(0);
  const unsent = useMemo(
    () => unsentAt(participant, `${address}/`, openPlace),
    // Storage sends no event for changes on the same page, so `discarded` counts our own.
    [participant, address, openPlace, discarded],
  );
  const discard = useCallback(
    ({ place }: Unsent) => {
      keep(participant, place, null);
      setDiscarded((count) => count + 1);
    },
    [participant],
  );
  return { unsent, discard };
}

/** Returns the unsent text under all keys that start with `beginning`, except the key `without`. */
function unsentAt(participant: string | null, beginning: string, without: string | undefined): Unsent[] {
  return keptPlaces(participant, beginning).flatMap((place): Unsent[] => {
    const written = place === without ? undefined : readKeptAs(participant, place, Written);
    return written ? [{ place, written }] : [];
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
function asItStands({ annotation, placement }: PlacedAnnotation, isHome: boolean, draft: Node): Written {
  const { operations } = annotation;
  const subjects = subjectsOf(isHome ? annotation.targets : placement.targets);
  const proposed = isHome ? proposedOf(operations, subjects, draft) : asMade(operations);
  return { ...writtenOf(annotation, proposed), ...subjects };
}

/** Splits targets into the first and the others, as the composer stores them. */
function subjectsOf([target = { kind: "document" }, ...also]: readonly Target[]): Pick<Written, "target" | "also"> {
  return { target, also };
}

/** Returns the clause that an operation changes, or that an inserted clause follows. */
function subjectOf(step: ProposalOperation): Target {
  if (step.kind === "replace") return { kind: "clause", clause: step.start.clause };
  const clause = step.kind === "insert" ? step.after : step.clause;
  return clause === "" ? { kind: "document" } : { kind: "clause", clause };
}

/** Returns the capacities in which a person may comment, with the one their role suggests first. */
export function capacitiesOf({ organisation, role }: Me): Speaker["capacity"][] {
  return [
    ...(role === "chair" || role === "secretariat" ? [role] : []),
    ...(organisation ? (["organisation"] as const) : []),
    "personal",
  ];
}
