import { type EditorState, Plugin, PluginKey, type Transaction } from "prosemirror-state";
import { Decoration, DecorationSet, type EditorView } from "prosemirror-view";
import { type AnnotationKind, hasOperations } from "#core/discuss/annotation.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { ClauseRun } from "#core/discuss/text-order.ts";
import { common as messages } from "#core/messages/catalogues.ts";
import type { NegotiationMark } from "#core/text/negotiation/negotiation.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { type ClausePositions, isOptionLabel } from "./clause-positions.ts";
import { proposedChanges } from "./proposed-changes.ts";

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
  /** The operations of the proposal being written, drawn as a redline. */
  proposed: readonly ProposalOperation[];
  /** Whether the page is being printed. All marks are drawn then, and the annotation's number follows its text. */
  printing: boolean;
  /** Indexes of the sections near the window. Only these are decorated, and they are laid out even while off-screen. */
  near: ReadonlySet<number>;
}

const markKey = new PluginKey<{ state: MarkState; set: DecorationSet }>("marks");

/**
 * Draws annotations as decorations, never as marks, because the version's text must not be changed. Every change
 * redraws the decorations of the few sections near the window. That is faster than mapping thousands nobody sees.
 */
export function markLayer(
  positions: ClausePositions,
  initial: MarkState,
): Plugin<{ state: MarkState; set: DecorationSet }> {
  return new Plugin({
    key: markKey,
    state: {
      init: (_config, editor: EditorState) => ({ state: initial, set: decorate(positions, initial, editor) }),
      apply(transaction: Transaction, value, _before, editor) {
        const change = transaction.getMeta(markKey) as Partial<MarkState> | undefined;
        if (!change) return value;
        const state = { ...value.state, ...change };
        return { state, set: decorate(positions, state, editor) };
      },
    },
    props: {
      decorations: (editor) => markKey.getState(editor)?.set,
    },
  });
}

/** Updates part of the overlay state. */
export function updateMarks(view: EditorView, change: Partial<MarkState>): void {
  view.dispatch(view.state.tr.setMeta(markKey, change));
}

/** Returns the current overlay state. */
export function markStateOf(editor: EditorState): MarkState | undefined {
  return markKey.getState(editor)?.state;
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

function decorate(positions: ClausePositions, state: MarkState, editor: EditorState): DecorationSet {
  const decorations: Decoration[] = [];
  const classes = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  const onClause = (id: string, ...names: string[]): void => {
    const clauseClasses = classes.get(id) ?? new Set();
    for (const name of names) clauseClasses.add(name);
    classes.set(id, clauseClasses);
  };

  const markText = (run: ClauseRun, name: string, id: string | null): void => {
    const from = positions.position(run.clause, run.start, "after");
    const to = positions.position(run.clause, run.end, "before");
    if (from === undefined || to === undefined || from >= to) return;
    decorations.push(
      Decoration.inline(from, to, { nodeName: "mark", class: name, ...(id !== null && { "data-annotation": id }) }),
    );
  };

  for (const { id, kind, unsure, number, runs } of state.marks) {
    const focused = id === state.focused;
    for (const run of runs) {
      const position = positions.get(run.clause);
      if (!position || !(state.printing || state.near.has(position.section))) continue;
      counts.set(run.clause, (counts.get(run.clause) ?? 0) + 1);
      onClause(run.clause, "is-annotated");
      if (hasOperations({ kind })) onClause(run.clause, "has-proposal");
      if (run.whole) onClause(run.clause, "has-whole");
      if (!run.whole)
        markText(run, `note note-${kind}${unsure ? " is-unsure" : ""}${focused ? " is-focused" : ""}`, id);
      else if (focused) onClause(run.clause, "is-focused");
    }
    const last = runs.at(-1);
    const end = state.printing && last ? positions.position(last.clause, last.end, "before") : undefined;
    if (end !== undefined)
      decorations.push(Decoration.widget(end, () => noteNumber(number), { side: 1 + number / 1e6 }));
  }
  for (const run of state.pending) {
    if (run.whole) onClause(run.clause, "is-focused");
    else markText(run, "note is-pending", null);
  }

  decorations.push(...proposedChanges(positions, state.proposed));

  for (const index of state.near) {
    const section = positions.sections[index];
    if (section) decorations.push(Decoration.node(section.from, section.to, { class: "is-near" }));
  }

  if (state.current !== null) onClause(state.current, "is-current");
  for (const [id, names] of classes) {
    const position = positions.get(id);
    if (!position) continue;
    const count = counts.get(id);
    decorations.push(
      nodeDecoration(position, {
        class: [...names].join(" "),
        ...(count !== undefined && { "aria-description": formatMessage(messages.commentCount, { count }) }),
      }),
    );
  }
  return DecorationSet.create(editor.doc, decorations);
}

function noteNumber(number: number): HTMLElement {
  const element = document.createElement("sup");
  element.className = "note-number";
  element.textContent = `[${number}]`;
  return element;
}

function nodeDecoration(position: { before: number; node: { nodeSize: number } }, attributes: Record<string, string>) {
  return Decoration.node(position.before, position.before + position.node.nodeSize, attributes);
}

/** A negotiation sign in a clause, with its meaning in words. */
export interface NamedSign extends Pick<NegotiationMark, "kind" | "start" | "end" | "depth"> {
  clause: string;
  name: string;
}

/**
 * Marks the open parts of a text in a quiet style: brackets, alternatives and agreed passages. The marks never change.
 */
export function negotiationLayer(positions: ClausePositions, signs: readonly NamedSign[]): Plugin {
  let decorations: DecorationSet | undefined;
  return new Plugin({
    props: {
      decorations: ({ doc }) =>
        (decorations ??= DecorationSet.create(
          doc,
          signs.flatMap(({ clause, kind, start, end, depth, name }) => {
            // The label of an option says what it is.
            if (kind === "alternative" && start === 0 && isOptionLabel(positions.get(clause))) return [];
            const from = positions.position(clause, start, "after");
            const to = positions.position(clause, end, "before");
            return from === undefined || to === undefined || from >= to
              ? []
              : [
                  Decoration.inline(from, to, {
                    class: `sign sign-${kind}${depth > 1 ? " is-nested" : ""}`,
                    title: name,
                  }),
                ];
          }),
        )),
    },
  });
}

/**
 * Makes only the current clause reachable by Tab; keys and pointer reach all others. The attribute is set on the
 * elements, not as a decoration. Removing a decoration removes the attribute too, and a clause without one can never be
 * focused again.
 */
export function rovingFocus(positions: ClausePositions): Plugin {
  return new Plugin({
    view: (view) => {
      let reached: HTMLElement | null = null;
      const update = (): void => {
        const current = markStateOf(view.state)?.current ?? null;
        const position = positions.get(current ?? "") ?? positions.order[0];
        const element = position && view.nodeDOM(position.before);
        if (!(element instanceof HTMLElement)) return;
        if (reached && reached !== element) reached.tabIndex = -1;
        if (element.tabIndex !== 0) element.tabIndex = 0;
        reached = element;
      };
      update();
      return { update };
    },
  });
}
