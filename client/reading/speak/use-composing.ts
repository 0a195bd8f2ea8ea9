import type { Node } from "prosemirror-model";
import { startTransition, useCallback, useMemo, useRef, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import type { RebasedProposal } from "#core/contract/working-text-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { Target } from "#core/discuss/target.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import { placeOf, type Subject } from "../../annotations/target.ts";
import type { AnnotationWrites } from "../../annotations/use-annotation-writes.ts";
import { newId } from "../../api/new-id.ts";
import { keep, keptPlaces, readKeptAs } from "../../components/kept-text.ts";
import { type BegunEdit, begunEdits, choosesElse, editPlace, keepEdit, readEdit, takeIn } from "./begun-edit.ts";
import { asMade, editSent, operationsOf, proposedOf } from "./proposed-steps.ts";
import { emptyWritten, isBlank, Written, writtenOf } from "./written.ts";

/** A composer that is open. */
interface Composing {
  /** Its initial content. */
  initial: Written;
  /** Storage key of the text being typed. */
  place: string;
  /** The annotation being edited; null for a new one. */
  editing: PlacedAnnotation | null;
  /** Whether this is the annotation's own draft, so that its targets and proposal can be changed here. */
  isHome: boolean;
  /** If it started from a proposal on an earlier draft, the reasons why parts of that are missing. */
  problems: readonly ProposalProblem[];
  /** Unsaved edits of the same annotation, typed on other drafts or over an earlier revision. */
  earlier: readonly BegunEdit[];
  /** Number of earlier edits restored or discarded. Each one resets the form. */
  exchanged: number;
  /** The id of a new annotation, which stays the same on a retry. */
  id: string;
}

/** The composer's current targets and operations, drawn in the text while the user types. */
export interface Composed {
  targets: readonly Target[];
  /** The operations it would apply to the text. */
  operations: readonly ProposalOperation[];
}

/** Text typed on this version on an earlier visit and not sent. */
export interface Unsent {
  place: string;
  written: Written;
}

/** Opens, saves, sends and closes the one composer of a reading room. */
export function useComposing(
  address: string,
  draft: Node,
  me: Me,
  writes: AnnotationWrites,
  onSent: (annotation: string) => void,
): {
  composing: Composing | null;
  /** The composer's current targets and operations; null while it is closed. */
  composed: Composed | null;
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
  /** A further target selected while writing a comment. */
  added: Target | null;
  addPlace: (place: Target) => void;
  keepWritten: (written: Written) => void;
  send: (written: Written) => Promise<boolean>;
  close: () => void;
} {
  const [composing, setComposing] = useState<Composing | null>(null);
  // Id of the annotation in the open composer. While one is being sent, another may have been opened, and must stay
  // open.
  const opened = useRef<string | null>(null);
  const [composed, setComposed] = useState<Composed | null>(null);
  const [added, addPlace] = useState<Target | null>(null);
  const [kept, setKept] = useState(0);
  const capacity = capacitiesOf(me)[0] ?? "personal";
  const participant = me.participant?.id ?? null;

  const unsent = useMemo(
    () => unsentAt(participant, `${address}/`, composing?.place),
    // Storage sends no event for changes on the same page, so `kept` counts our own writes.
    [participant, address, composing, kept],
  );

  const show = useCallback(
    (written: Written, isHome: boolean) => {
      const operations = isHome ? operationsOf(written, draft) : [];
      setComposed({ targets: [written.target, ...written.also], operations });
    },
    [draft],
  );
  const open = useCallback(
    (
      initial: Written,
      place: string,
      also: Partial<Pick<Composing, "editing" | "problems" | "earlier" | "exchanged">> = {},
    ) => {
      const { editing = null, problems = [], earlier = [], exchanged = 0 } = also;
      addPlace(null);
      const id = editing?.annotation.id ?? newId();
      opened.current = id;
      const isHome = editing === null || editing.madeOn === address;
      setComposing({ initial, place, editing, isHome, problems, earlier, exchanged, id });
      show(initial, isHome);
    },
    [address, show],
  );

  const begin = useCallback(
    (subject: Subject, text = "") => {
      const place = placeOf(address, subject);
      open(readKeptAs(participant, place, Written) ?? { ...emptyWritten(subject, capacity), text }, place);
    },
    [participant, address, capacity, open],
  );
  const beginAgain = useCallback(
    ({ annotation, placement }: PlacedAnnotation, { operations, problems }: RebasedProposal) => {
      const place = `${address}/again/${annotation.id}`;
      const [step] = operations;
      const [target = step ? subjectOf(step) : { kind: "document" as const }, ...also] = placement.targets;
      const empty = emptyWritten({ kind: "proposal", target }, capacity);
      const { text, type } = annotation;
      const initial = { ...empty, ...proposedOf(operations, { target, also }, draft), also, text, type };
      open(readKeptAs(participant, place, Written) ?? initial, place, { problems });
    },
    [participant, address, capacity, draft, open],
  );
  const resume = useCallback(({ place, written }: Unsent) => open(written, place), [open]);
  const discard = useCallback(
    ({ place }: Unsent) => {
      keep(participant, place, null);
      setKept((count) => count + 1);
    },
    [participant],
  );
  const edit = useCallback(
    (placed: PlacedAnnotation, exchanged = 0) => {
      const place = editPlace(placed.annotation, address);
      const isHome = placed.madeOn === address;
      const asItIs = asItStands(placed, isHome, draft);
      const typed = readEdit(participant, place) ?? asItIs;
      const { target, also } = asItIs;
      const initial: Written = isHome ? typed : { ...typed, target, also };
      const earlier = begunEdits(participant, placed.annotation.id, place);
      open(initial, place, { editing: placed, earlier, exchanged });
    },
    [participant, address, draft, open],
  );
  // In either case the form restarts with its stored content and takes the focus.
  const beginAnew = ({ editing, exchanged }: Composing): void => {
    if (editing) edit(editing, exchanged + 1);
  };
  const takeEarlier = (earlier: BegunEdit): void => {
    if (!composing?.editing) return;
    const { editing, isHome, place } = composing;
    takeIn(participant, place, earlier, { asItIs: asItStands(editing, isHome, draft), isHome });
    beginAnew(composing);
  };
  const discardEarlier = ({ place }: BegunEdit): void => {
    keep(participant, place, null);
    if (composing) beginAnew(composing);
  };
  const close = useCallback(() => {
    opened.current = null;
    setComposing(null);
    setComposed(null);
  }, []);

  const keepWritten = (written: Written): void => {
    if (!composing) return;
    const { editing, isHome, place } = composing;
    // The typed letter is rendered first, and its effect on the text when there is time.
    startTransition(() => show(written, isHome));
    if (!editing) {
      keep(participant, place, isBlank(written) ? null : JSON.stringify(written));
      return;
    }
    const { annotation } = editing;
    const chosen = isHome && choosesElse(written, operationsOf(written, draft), annotation);
    keepEdit(participant, place, { ...written, chosen }, annotation);
  };
  const send = async (written: Written): Promise<boolean> => {
    if (!composing) return false;
    const { editing, isHome, id, place } = composing;
    const { kind, type, target, also, change, visibility, circle, capacity: speaksAs, jointly } = written;
    const done = await (editing
      ? writes.edit(editing, editSent(written, editing, isHome ? draft : null))
      : writes.create({
          id,
          kind,
          type,
          targets: [target, ...also],
          change,
          text: written.text.trim(),
          operations: operationsOf(written, draft),
          visibility,
          circle,
          capacity: speaksAs,
          jointly: speaksAs === "organisation" || speaksAs === "secretariat" ? jointly : [],
        }));
    if (!done) return false;
    keep(participant, place, null);
    if (opened.current !== id) return true;
    close();
    onSent(id);
    return true;
  };
  return {
    composing,
    composed,
    unsent,
    begin,
    beginAgain,
    resume,
    discard,
    edit,
    takeEarlier,
    discardEarlier,
    added,
    addPlace,
    keepWritten,
    send,
    close,
  };
}

/** Returns the unsent text under all keys that start with `beginning`, except the key `without`. */
function unsentAt(participant: string | null, beginning: string, without: string | undefined): Unsent[] {
  return keptPlaces(participant, beginning).flatMap((place): Unsent[] => {
    const written = place === without ? undefined : readKeptAs(participant, place, Written);
    return written ? [{ place, written }] : [];
  });
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
