import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import type { Node } from "prosemirror-model";
import { EditorState, Plugin, TextSelection, type Command } from "prosemirror-state";
import { EditorView } from "prosemirror-view";
import { footnotesOf } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";
import { changedClauses, clauseView, draftChanges, type DraftChanges } from "./changed-clauses.ts";
import {
  addClauseAfter,
  currentClause,
  isFree,
  moveClause,
  restoreClause,
  relabelClause,
  removeClause,
  splitClause,
} from "./draft-commands.ts";
import { pasteText, selectClauseText } from "./clause-editing.ts";

/** The clause at the cursor of a draft editor. */
export interface EditedClause {
  id: string;
  label: string | null;
  /** Whether it may be split, moved or deleted. Cells and footnotes may not. */
  free: boolean;
}

/** The editor's initial state and callbacks. */
export interface DraftEditorOptions {
  /** The draft to compare with, and the draft to start from. */
  base: Node;
  draft: Node;
  /** Ids of the clauses that somebody proposed to move. */
  moved: ReadonlySet<string>;
  label: string;
  /** Called when the draft was edited. */
  onChange: (draft: Node) => void;
  /**
   * Called when the cursor moves or the draft changes, with the clause at the cursor and the number of clauses that
   * differ from the base.
   */
  onCurrent: (clause: EditedClause, changes: number) => void;
}

/** Commands on the clause at the cursor. */
export const clauseCommands = {
  add: addClauseAfter,
  remove: removeClause,
  up: moveClause(-1),
  down: moveClause(1),
  split: splitClause,
  undo,
  redo,
} satisfies Record<string, Command>;

/** A mounted draft editor. */
export interface DraftEditor {
  run: (command: keyof typeof clauseCommands) => void;
  relabel: (label: string) => void;
  /** Goes to the next or previous changed clause, wrapping round at the ends. */
  goToChange: (by: 1 | -1) => void;
  destroy: () => void;
}

/**
 * Mounts an editor of a whole draft that tracks changes against its base. Deleted text is struck through and inserted
 * text underlined. Deleted clauses are struck through at their former position, each with a button to restore it.
 */
export function mountDraftEditor(element: HTMLElement, options: DraftEditorOptions): DraftEditor {
  const { base, draft, moved, label } = options;
  const changed = changedClauses(base, moved, (clause, after) => {
    view.dispatch(restoreClause(view.state, base, clause, after).scrollIntoView());
    view.focus();
  });
  const state = EditorState.create({ doc: draft, plugins: [keepsDraftWhole(), keys(), history(), changed] });
  const view: EditorView = new EditorView(
    { mount: element },
    {
      state,
      nodeViews: { clause: clauseView },
      attributes: {
        class: "draft draft-editor",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": label,
        lang: String(base.attrs["language"]),
        dir: String(base.attrs["direction"]),
        spellcheck: "true",
      },
      handlePaste: pasteText,
      dispatchTransaction(transaction) {
        view.updateState(view.state.apply(transaction));
        notifyCurrent();
        if (transaction.docChanged) options.onChange(view.state.doc);
      },
    },
  );
  const changesNow = (): DraftChanges =>
    changed.getState(view.state)?.changes ?? draftChanges(base, view.state.doc, moved);
  function notifyCurrent(): void {
    const node = currentClause(view.state)?.node;
    if (!node) return;
    const { id, label: nodeLabel } = node.attrs as { id: string; label: string | null };
    options.onCurrent({ id, label: nodeLabel, free: isFree(view.state) }, changesNow().count);
  }
  notifyCurrent();
  const run = (command: Command): void => {
    command(view.state, (transaction) => view.dispatch(transaction));
  };
  return {
    run: (name) => {
      run(clauseCommands[name]);
      view.focus();
    },
    relabel: (next) => run(relabelClause(next)),
    goToChange: (by) => {
      const { clauses, deleted } = changesNow();
      const offsets: number[] = [];
      view.state.doc.forEach(({ attrs }, offset) => {
        if (clauses.has(String(attrs["id"])) || deleted.has(String(attrs["id"]))) offsets.push(offset);
      });
      const current = currentClause(view.state)?.before ?? 0;
      const next =
        by > 0
          ? (offsets.find((offset) => offset > current) ?? offsets[0])
          : (offsets.findLast((offset) => offset < current) ?? offsets.at(-1));
      if (next === undefined) return;
      view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, next + 1)));
      view.focus();
      const clauseElement = view.nodeDOM(next);
      if (clauseElement instanceof HTMLElement) clauseElement.scrollIntoView({ block: "center", behavior: "instant" });
    },
    destroy: () => view.destroy(),
  };
}

/**
 * Ensures that the draft can still be saved. Cells stay in their tables, and a footnote stays while there is a
 * reference to it. It is deleted with its last reference.
 */
function keepsDraftWhole(): Plugin {
  const idsOfKind = (doc: Node, kind: string): string[] =>
    doc.children.filter(({ attrs }) => attrs["kind"] === kind).map(({ attrs }) => String(attrs["id"]));
  const referred = (doc: Node): Set<string> => footnotesOf(doc.children.flatMap((clause) => clause.children));
  return new Plugin({
    filterTransaction: (transaction, { doc }) => {
      if (!transaction.docChanged) return true;
      const notes = new Set(idsOfKind(transaction.doc, "footnote"));
      return (
        transaction.doc.childCount > 0 &&
        idsOfKind(transaction.doc, "cell").join() === idsOfKind(doc, "cell").join() &&
        [...referred(transaction.doc)].every((id) => notes.has(id))
      );
    },
    appendTransaction: (transactions, before, { doc, tr }) => {
      if (!transactions.some(({ docChanged }) => docChanged)) return null;
      const [referredBefore, referredAfter] = [referred(before.doc), referred(doc)];
      const unused: { from: number; to: number }[] = [];
      doc.forEach((node, from) => {
        const id = String(node.attrs["id"]);
        if (node.attrs["kind"] === "footnote" && referredBefore.has(id) && !referredAfter.has(id)) {
          unused.push({ from, to: from + node.nodeSize });
        }
      });
      for (const { from, to } of unused.reverse()) tr.delete(from, to);
      return tr.docChanged ? tr : null;
    },
  });
}

function keys(): Plugin {
  return keymap({
    ...baseKeymap,
    Enter: splitClause,
    "Shift-Enter": (state, dispatch) => {
      dispatch?.(state.tr.replaceSelectionWith(draftSchema.node("hardBreak")).scrollIntoView());
      return true;
    },
    "Mod-a": selectClauseText,
    "Alt-ArrowUp": moveClause(-1),
    "Alt-ArrowDown": moveClause(1),
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Mod-i": toggleMark(draftSchema.marks.emphasis),
    "Mod-b": toggleMark(draftSchema.marks.strong),
  });
}
