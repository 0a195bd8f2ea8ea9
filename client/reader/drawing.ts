import { type AnnotationKind, hasOperations } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { ClauseRun } from "#core/discuss/text-order.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import type { LineStart } from "#core/text/lines/find-lines.ts";
import { formatMessage } from "../page-parts/messages.ts";
import type { ClauseMap } from "./clause-map.ts";

/** An annotation as shown in the text. */
export interface ReaderMark {
  id: string;
  kind: AnnotationKind;
  /** Whether a person must still confirm the placement. If so, the mark has a dashed line. */
  unsure: boolean;
  /** Its number when printed, from 1. */
  number: number;
  runs: readonly ClauseRun[];
}

/** The overlay state: everything drawn over the text. */
export interface MarkState {
  marks: readonly ReaderMark[];
  /** The highlighted annotation; null for none. */
  focused: string | null;
  /** The clause that Tab focuses and the keys act on; null before one is chosen, which means the first. */
  current: string | null;
  /** The text being commented on. It stays highlighted while the focus is in a form. */
  pending: readonly ClauseRun[];
  /** The operations of the proposal being written. Drawn as a redline once the editor has taken the text over. */
  proposed: readonly ProposalOperation[];
  /** Whether the page is being printed. All marks are drawn then, and the annotation's number follows its text. */
  printing: boolean;
  /** The line numbers beside the text; none unless they are shown. */
  lines?: readonly LineStart[];
}

/** A marked run of a clause's text. Offsets are UTF-16 code units. */
export interface DrawnRun {
  clause: string;
  start: number;
  end: number;
  className: string;
  /** Id of the annotation; null for the text being commented on. */
  annotation: string | null;
}

/** The number of a printed comment, after its text, or of a line, where it begins. */
export interface DrawnNumber extends LineStart {
  className: "note-number" | "line-number";
}

/** Everything drawn in the text that can change. */
export interface Drawing {
  runs: readonly DrawnRun[];
  numbers: readonly DrawnNumber[];
  /** The operations of the proposal being written, drawn as a redline. Only the editor draws them. */
  proposed: readonly ProposalOperation[];
}

/** The elements of a text, and the way in which it is drawn on. */
export interface Surface {
  draw: (drawing: Drawing) => void;
  destroy: () => void;
}

/** Returns the element of a number. It has no text of its own, because a number is not part of the clause. */
export function numberElement({ className, number }: DrawnNumber): HTMLElement {
  const element = document.createElement("sup");
  element.className = className;
  element.dataset["number"] = String(number);
  return element;
}

/** Returns everything drawn in the text of the clauses that are near. */
export function drawingOf(
  { marks, focused, pending, proposed, printing, lines = [] }: MarkState,
  isNear: (clause: string) => boolean,
): Drawing {
  const runs = marks.flatMap(({ id, kind, unsure, runs: marked }): DrawnRun[] => {
    const className = `note note-${kind}${unsure ? " is-unsure" : ""}${id === focused ? " is-focused" : ""}`;
    const drawn = marked.filter(({ whole, clause }) => !whole && isNear(clause));
    return drawn.map(({ clause, start, end }) => ({ clause, start, end, className, annotation: id }));
  });
  const chosen = pending
    .filter(({ whole }) => !whole)
    .map(({ clause, start, end }) => ({ clause, start, end, className: "note is-pending", annotation: null }));
  const numbers = marks.flatMap(({ number, runs: marked }): DrawnNumber[] => {
    const last = printing ? marked.at(-1) : undefined;
    return last ? [{ className: "note-number", clause: last.clause, offset: last.end, number }] : [];
  });
  for (const line of lines) if (isNear(line.clause)) numbers.push({ className: "line-number", ...line });
  return { runs: [...runs, ...chosen], numbers, proposed };
}

/**
 * Shows on the elements of clauses which are annotated, highlighted or current. Only the current clause is reachable by
 * Tab; keys and pointer reach all others.
 */
export class ClauseOverlay {
  #classes = new Map<string, ReadonlySet<string>>();
  #counts = new Map<string, number>();
  #reached: HTMLElement | undefined;

  draw(map: ClauseMap, { marks, focused, current, pending }: MarkState): void {
    const classes = new Map<string, Set<string>>();
    const counts = new Map<string, number>();
    const onClause = (id: string, ...names: string[]): void => {
      const clauseClasses = classes.get(id) ?? new Set();
      for (const name of names) clauseClasses.add(name);
      classes.set(id, clauseClasses);
    };
    for (const { id, kind, runs } of marks) {
      for (const { clause, whole } of runs) {
        counts.set(clause, (counts.get(clause) ?? 0) + 1);
        onClause(clause, "is-annotated");
        if (hasOperations({ kind })) onClause(clause, "has-proposal");
        if (whole) onClause(clause, "has-whole");
        if (whole && id === focused) onClause(clause, "is-focused");
      }
    }
    for (const { clause, whole } of pending) if (whole) onClause(clause, "is-focused");
    if (current !== null) onClause(current, "is-current");

    for (const id of new Set([...this.#classes.keys(), ...classes.keys()])) {
      const { classList } = map.get(id)?.element ?? {};
      const [before, after] = [this.#classes.get(id), classes.get(id)];
      for (const name of before ?? []) if (!after?.has(name)) classList?.remove(name);
      for (const name of after ?? []) if (!before?.has(name)) classList?.add(name);
    }
    for (const id of new Set([...this.#counts.keys(), ...counts.keys()])) {
      const count = counts.get(id);
      if (count === this.#counts.get(id)) continue;
      const element = map.get(id)?.element;
      if (count === undefined) element?.removeAttribute("aria-description");
      else element?.setAttribute("aria-description", formatMessage(messages.commentCount, { count }));
    }
    [this.#classes, this.#counts] = [classes, counts];

    const reached = (map.get(current ?? "") ?? map.order[0])?.element;
    if (this.#reached && this.#reached !== reached) this.#reached.tabIndex = -1;
    if (reached && reached.tabIndex !== 0) reached.tabIndex = 0;
    this.#reached = reached;
  }

  /** Forgets what was drawn, because the elements are others. */
  forget(): void {
    this.#classes = new Map();
    this.#counts = new Map();
    this.#reached = undefined;
  }
}

/** Returns the annotations that cover an offset, shortest first: the shortest is the one most likely meant. */
export function marksAt(marks: readonly ReaderMark[], clause: string, offset: number): ReaderMark[] {
  const length = ({ runs }: ReaderMark): number => runs.reduce((sum, { start, end }) => sum + end - start, 0);
  return marks
    .filter(({ runs }) =>
      runs.some((run) => !run.whole && run.clause === clause && run.start <= offset && offset <= run.end),
    )
    .sort((a, b) => length(a) - length(b));
}
