import type { Node } from "prosemirror-model";
import { type Command, TextSelection } from "prosemirror-state";
import { Decoration, type EditorView } from "prosemirror-view";
import { fragmentOf, positionAt } from "#core/discuss/inline-content.ts";
import type { ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import type { ClauseKind } from "#core/text/clause.ts";

/**
 * Returns decorations for the difference between a clause and its edited form: deleted text struck through, inserted
 * text underlined. `before` is the position just before the clause in the editor.
 */
export function trackedClause(base: Node, clause: Node, before: number): Decoration[] {
  const inside = before + 1;
  let shift = 0;
  return stepsBetween(base, clause).flatMap(({ start, end, content }) => {
    const inserted = fragmentOf(content);
    const length = inserted.textBetween(0, inserted.size).length;
    const at = start.offset + shift;
    shift += length - (end.offset - start.offset);
    const from = inside + positionAt(clause, at, "after");
    const to = Math.max(from, inside + positionAt(clause, at + length, "before"));
    const deletedText = base.textContent.slice(start.offset, end.offset);
    return [
      ...(deletedText === ""
        ? []
        : [Decoration.widget(from, () => struck(deletedText), { side: -1, key: `${at}:${deletedText}` })]),
      ...(from < to ? [Decoration.inline(from, to, { nodeName: "ins" })] : []),
    ];
  });
}

/** Cached operations by clause node. A key press changes one clause; the nodes of all others stay the same object. */
const cache = new WeakMap<Node, { base: Node; steps: readonly ReplaceOperation[] }>();

function stepsBetween(base: Node, clause: Node): readonly ReplaceOperation[] {
  const cached = cache.get(clause);
  if (cached?.base === base) return cached.steps;
  const steps = operationsBetween(base, clause.content);
  cache.set(clause, { base, steps });
  return steps;
}

function struck(text: string): HTMLElement {
  const element = document.createElement("del");
  element.textContent = text;
  return element;
}

/** Pastes plain text only, as one line. A clause has no paragraphs and accepts no formatting from elsewhere. */
export function pasteText(view: EditorView, { clipboardData }: ClipboardEvent): true {
  const text = clipboardData?.getData("text/plain").replace(/\s+/gu, " ").normalize("NFC");
  if (text) view.dispatch(view.state.tr.insertText(text).scrollIntoView());
  return true;
}

/**
 * Selects the text of the clause at the cursor. A selection of the whole document would include the clause itself, and
 * neither editor may delete that: typing over it, cutting it or deleting it would do nothing.
 */
export const selectClauseText: Command = ({ selection, doc, tr }, dispatch) => {
  const { $head } = selection;
  const [from, to] = $head.depth > 0 ? [$head.start(1), $head.end(1)] : [1, doc.child(0).nodeSize - 1];
  dispatch?.(tr.setSelection(TextSelection.create(doc, from, to)));
  return true;
};

/** Returns the kind of a new clause inserted after another: the one that usually follows. */
export function kindAfter(kind: string): Extract<ClauseKind, "recital" | "operative" | "item" | "paragraph"> {
  if (kind === "recital" || kind === "operative" || kind === "item") return kind;
  return kind === "verb" ? "recital" : "paragraph";
}
