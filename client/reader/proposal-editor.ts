import { baseKeymap, toggleMark } from "prosemirror-commands";
import { history, redo, undo } from "prosemirror-history";
import { keymap } from "prosemirror-keymap";
import { Fragment, type Node } from "prosemirror-model";
import { EditorState, Plugin, TextSelection, type Command } from "prosemirror-state";
import { DecorationSet, EditorView } from "prosemirror-view";
import { contentOf, fragmentOf, positionAt } from "#core/discuss/inline-content.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import type { InlineContent, ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import { draftSchema } from "#core/text/schema.ts";
import { pasteText, selectClauseText, trackedClause } from "./clause-editing.ts";

/** The editor's initial state and callbacks. */
export interface ProposalEditorOptions {
  /** The original clause, in the draft schema. */
  clause: Node;
  /** Text already proposed; the clause's own text if omitted. */
  content?: InlineContent;
  /** The range to select at the start, as offsets in the clause's text, so that typing replaces it. */
  select?: { start: number; end: number };
  label: string;
  direction: string;
  /** Called with the operations from the clause to the edited text, and with that content. */
  onChange: (operations: ReplaceOperation[], content: InlineContent) => void;
}

/**
 * Mounts a small editor of one clause's text. Deleted text is struck through where it was, and inserted text is
 * underlined. Both are drawn from the operations that would be sent, so the screen shows exactly the proposed change.
 * Returns a function that removes the editor.
 */
export function mountProposalEditor(element: HTMLElement, options: ProposalEditorOptions): () => void {
  const { clause } = options;
  const content = options.content ? fragmentOf(options.content) : clause.content;
  const doc = draftSchema.node("doc", null, [draftSchema.node("clause", clause.attrs, content)]);
  const state = EditorState.create({ doc, plugins: [oneClause(), keys(), history(), trackedChange(clause)] });
  const view = new EditorView(
    { mount: element },
    {
      state: options.select ? selecting(state, options.select) : options.content ? atEnd(state) : state,
      attributes: {
        class: "proposal-editor",
        role: "textbox",
        "aria-multiline": "true",
        "aria-label": options.label,
        dir: options.direction,
        spellcheck: "true",
      },
      handlePaste: pasteText,
      dispatchTransaction(transaction) {
        view.updateState(view.state.apply(transaction));
        if (!transaction.docChanged) return;
        const after = view.state.doc.firstChild?.content ?? Fragment.empty;
        options.onChange(operationsBetween(clause, after), contentOf(after));
      },
    },
  );
  return () => view.destroy();
}

/** Ensures that the document remains a single clause, which can be neither split nor deleted. */
function oneClause(): Plugin {
  return new Plugin({ filterTransaction: ({ doc }) => doc.childCount === 1 });
}

function keys(): Plugin {
  const lineBreak: Command = (state, dispatch) => {
    dispatch?.(state.tr.replaceSelectionWith(draftSchema.node("hardBreak")).scrollIntoView());
    return true;
  };
  const nothing: Command = () => true;
  return keymap({
    ...baseKeymap,
    Enter: nothing,
    "Shift-Enter": lineBreak,
    "Mod-Enter": () => false,
    "Mod-a": selectClauseText,
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Mod-i": toggleMark(draftSchema.marks.emphasis),
    "Mod-b": toggleMark(draftSchema.marks.strong),
  });
}

function selecting(state: EditorState, { start, end }: { start: number; end: number }): EditorState {
  const clause = state.doc.firstChild;
  if (!clause) return state;
  const from = 1 + positionAt(clause, start, "after");
  const to = Math.max(from, 1 + positionAt(clause, end, "before"));
  return state.apply(state.tr.setSelection(TextSelection.create(state.doc, from, to)));
}

/** Puts the cursor after text that was already proposed, so that typing continues it. */
function atEnd(state: EditorState): EditorState {
  return state.apply(state.tr.setSelection(TextSelection.atEnd(state.doc)));
}

/** Draws the difference between the original clause and the text in the editor. */
function trackedChange(before: Node): Plugin<DecorationSet> {
  return new Plugin<DecorationSet>({
    state: {
      init: (_config, { doc }) => tracked(before, doc),
      apply: (transaction, value) => (transaction.docChanged ? tracked(before, transaction.doc) : value),
    },
    props: {
      decorations(state) {
        return this.getState(state);
      },
    },
  });
}

function tracked(before: Node, doc: Node): DecorationSet {
  const after = doc.firstChild;
  return after ? DecorationSet.create(doc, trackedClause(before, after, 0)) : DecorationSet.empty;
}
