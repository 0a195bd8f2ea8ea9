import type { Node } from "prosemirror-model";
import { useCallback, useMemo, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { newId } from "../api/new-id.ts";
import type { AnnotationWrites } from "../api/use-annotation-writes.ts";
import { capacitiesOf } from "./capacities.ts";
import { keep, keptPlaces, readKept } from "./kept-text.ts";
import { placeOf, type Subject } from "./subject.ts";
import { proposedContents, targetClauses } from "./target-clauses.ts";
import {
  emptyWritten,
  isBlank,
  operationsOf,
  parseWritten,
  showsAllSteps,
  writtenOf,
  type Written,
} from "./written.ts";

/** A composer that is open. */
export interface Composing {
  /** What it began with. */
  initial: Written;
  /** Where what is typed is kept. */
  place: string;
  /** The annotation that is being edited; null for a new one. */
  editing: PlacedAnnotation | null;
  /** Whether its steps stay as they are, since the form cannot show them all. */
  keepsSteps: boolean;
  /** The id a new annotation will have; the same when it is sent again. */
  id: string;
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
  unsent: readonly Unsent[];
  begin: (subject: Subject) => void;
  resume: (unsent: Unsent) => void;
  discard: (unsent: Unsent) => void;
  edit: (placed: PlacedAnnotation) => void;
  keepWritten: (written: Written) => void;
  send: (written: Written) => Promise<boolean>;
  close: () => void;
} {
  const [composing, setComposing] = useState<Composing | null>(null);
  const [kept, setKept] = useState(0);
  const capacity = capacitiesOf(me)[0] ?? "personal";
  const participant = me.participant?.id ?? null;

  const unsent = useMemo(
    () =>
      keptPlaces(participant, `${address}/`).flatMap((place): Unsent[] => {
        const written = parseWritten(readKept(participant, place));
        return written && place !== composing?.place ? [{ place, written }] : [];
      }),
    // Storage tells nobody when it changes: `kept` counts our own writes.
    [participant, address, composing, kept],
  );

  const open = useCallback(
    (initial: Written, place: string, editing: PlacedAnnotation | null = null, keepsSteps = false) => {
      setComposing({ initial, place, editing, keepsSteps, id: editing?.annotation.id ?? newId() });
    },
    [],
  );

  const begin = useCallback(
    (subject: Subject) => {
      const place = placeOf(address, subject);
      open(parseWritten(readKept(participant, place)) ?? emptyWritten(subject, capacity), place);
    },
    [participant, address, capacity, open],
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
    (placed: PlacedAnnotation) => {
      const { id, kind, operations, revision } = placed.annotation;
      // What was typed on an earlier revision is not offered on a later one: sending it would undo a colleague's edit.
      const place = `edit/${id}/${revision}`;
      const original = writtenOf(placed.annotation, proposedContents(draft, operations));
      const clauses = targetClauses(draft, original.target);
      const keepsSteps = kind === "proposal" && !showsAllSteps(original, clauses, operations);
      open(parseWritten(readKept(participant, place)) ?? original, place, placed, keepsSteps);
    },
    [participant, draft, open],
  );
  const close = useCallback(() => setComposing(null), []);

  const keepWritten = (written: Written): void => {
    if (composing) keep(participant, composing.place, isBlank(written) ? null : JSON.stringify(written));
  };
  const send = async (written: Written): Promise<boolean> => {
    if (!composing) return false;
    const { editing, keepsSteps, id, place } = composing;
    const operations = operationsOf(written, targetClauses(draft, written.target));
    const { kind, type, visibility, circle, capacity: speaksAs, jointly, target } = written;
    const text = written.text.trim();
    const done = await (editing
      ? writes.edit(editing, {
          text,
          type,
          visibility,
          circle,
          ...(kind === "proposal" && !keepsSteps && { operations }),
        })
      : writes.create({
          id,
          kind,
          type,
          targets: [target],
          text,
          operations,
          visibility,
          circle,
          capacity: speaksAs,
          jointly: speaksAs === "organisation" || speaksAs === "secretariat" ? jointly : [],
        }));
    if (!done) return false;
    keep(participant, place, null);
    setComposing(null);
    onSent(id);
    return true;
  };
  return { composing, unsent, begin, resume, discard, edit, keepWritten, send, close };
}
