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
  /** What it began with. */
  initial: Written;
  /** Where what is typed is kept. */
  place: string;
  /** The annotation that is being edited; null for a new one. */
  editing: PlacedAnnotation | null;
  /** Whether this is the draft it speaks of, so that its places and what it proposes can be chosen here. */
  isHome: boolean;
  /** Why some of what was proposed on an earlier draft is not in it, where it began with that. */
  problems: readonly ProposalProblem[];
  /** What else was typed to edit the annotation, on other drafts or before somebody changed it, and not saved. */
  earlier: readonly BegunEdit[];
  /** How often something typed earlier was taken in or thrown away: each time it begins anew. */
  exchanged: number;
  /** The id a new annotation will have; the same when it is sent again. */
  id: string;
}

/** What a composer stands at while one writes: drawn in the text as it comes about. */
export interface Composed {
  targets: readonly Target[];
  /** What it would do to the text. */
  operations: readonly ProposalOperation[];
}

/** What was typed on this version at an earlier visit and not sent. */
export interface Unsent {
  place: string;
  written: Written;
}

/** Opening, keeping, sending and closing the one composer of a reading room. */
export function useComposing(
  address: string,
  draft: Node,
  me: Me,
  writes: AnnotationWrites,
  onSent: (annotation: string) => void,
): {
  composing: Composing | null;
  /** What has been written so far; null while nothing is. */
  composed: Composed | null;
  unsent: readonly Unsent[];
  /** Opens a form on a subject, with words to begin with where nothing was typed for it. */
  begin: (subject: Subject, text?: string) => void;
  /** Proposes anew, on this draft, what was proposed on an earlier one, as far as it can be carried here. */
  beginAgain: (placed: PlacedAnnotation, rebased: RebasedProposal) => void;
  resume: (unsent: Unsent) => void;
  discard: (unsent: Unsent) => void;
  edit: (placed: PlacedAnnotation) => void;
  /** Takes what was typed earlier into the open composer; what was typed there since is kept beside it. */
  takeEarlier: (earlier: BegunEdit) => void;
  discardEarlier: (earlier: BegunEdit) => void;
  /** A place that was pointed at while one writes a comment, to be spoken of too. */
  added: Target | null;
  addPlace: (place: Target) => void;
  keepWritten: (written: Written) => void;
  send: (written: Written) => Promise<boolean>;
  close: () => void;
} {
  const [composing, setComposing] = useState<Composing | null>(null);
  // Whose composer is open: while one is sent, another may have been opened, and stays open.
  const opened = useRef<string | null>(null);
  const [composed, setComposed] = useState<Composed | null>(null);
  const [added, addPlace] = useState<Target | null>(null);
  const [kept, setKept] = useState(0);
  const capacity = capacitiesOf(me)[0] ?? "personal";
  const participant = me.participant?.id ?? null;

  const unsent = useMemo(
    () => unsentAt(participant, `${address}/`, composing?.place),
    // Storage tells nobody when it changes: `kept` counts our own writes.
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
  // Either way the form begins anew with what is kept for it, and has the focus.
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
    // The letter one typed is drawn first, what it does to the text when there is time for it.
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

/** What was typed at the places that begin so and is not sent, but for one place. */
function unsentAt(participant: string | null, beginning: string, without: string | undefined): Unsent[] {
  return keptPlaces(participant, beginning).flatMap((place): Unsent[] => {
    const written = place === without ? undefined : readKeptAs(participant, place, Written);
    return written ? [{ place, written }] : [];
  });
}

/**
 * A form to edit an annotation with nothing typed yet. On a later draft it speaks of where the annotation stands there, and
 * what that proposes stays as it was made.
 */
function asItStands({ annotation, placement }: PlacedAnnotation, isHome: boolean, draft: Node): Written {
  const { operations } = annotation;
  const subjects = subjectsOf(isHome ? annotation.targets : placement.targets);
  const proposed = isHome ? proposedOf(operations, subjects, draft) : asMade(operations);
  return { ...writtenOf(annotation, proposed), ...subjects };
}

/** Targets as a composer has them. */
function subjectsOf([target = { kind: "document" }, ...also]: readonly Target[]): Pick<Written, "target" | "also"> {
  return { target, also };
}

/** The clause a step changes, or that a new one comes after. */
function subjectOf(step: ProposalOperation): Target {
  if (step.kind === "replace") return { kind: "clause", clause: step.start.clause };
  const clause = step.kind === "insert" ? step.after : step.clause;
  return clause === "" ? { kind: "document" } : { kind: "clause", clause };
}

/** In what capacities somebody may speak, the one their role suggests first. */
export function capacitiesOf({ organisation, role }: Me): Speaker["capacity"][] {
  return [
    ...(role === "chair" || role === "secretariat" ? [role] : []),
    ...(organisation ? (["organisation"] as const) : []),
    "personal",
  ];
}
