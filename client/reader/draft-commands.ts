import type { Node } from "prosemirror-model";
import { TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { blocksOf } from "#core/text/clause-block.ts";
import { draftSchema } from "#core/text/schema.ts";
import { kindAfter } from "./clause-editing.ts";

/** A clause in an editor, with the footnotes that stand after it: they move and go together. */
interface Block {
  from: number;
  to: number;
  clause: Node;
}

/** Kinds of clauses that stay where they are: cells have their row and column, footnotes what refers to them. */
const bound = new Set(["cell", "footnote"]);

/** The clause that holds the cursor. */
export function currentClause({ selection, doc }: EditorState): { node: Node; before: number } | undefined {
  const { $head } = selection;
  if ($head.depth > 0) return { node: $head.node(1), before: $head.before(1) };
  return doc.firstChild ? { node: doc.firstChild, before: 0 } : undefined;
}

/** Whether the clause that holds the cursor may be split, moved or taken out. */
export function isFree(state: EditorState): boolean {
  const clause = currentClause(state)?.node;
  return clause !== undefined && !bound.has(String(clause.attrs["kind"]));
}

/** An id that no clause of a draft bears. Ids in an editor are for the editor: a draft that is kept is named anew. */
function freeId(doc: Node): string {
  const taken = new Set(doc.children.map(idOf));
  let number = 1;
  while (taken.has(`added-${number}`)) number += 1;
  return `added-${number}`;
}

/** Splits the clause at the cursor; the second half is a new clause without a label. */
export const splitClause: Command = (state, dispatch) => {
  if (!isFree(state) || !state.selection.$from.sameParent(state.selection.$to)) return true;
  const current = currentClause(state);
  if (!current) return true;
  const attrs = { ...current.node.attrs, id: freeId(state.doc), label: null };
  const tr = state.tr.deleteSelection();
  dispatch?.(tr.split(tr.selection.from, 1, [{ type: draftSchema.nodes.clause, attrs }]).scrollIntoView());
  return true;
};

/** Puts an empty clause of the same kind after the one that holds the cursor, and the cursor into it. */
export const addClauseAfter: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block || !isFree(state)) return false;
  const { attrs: own } = block.clause;
  const attrs = { ...own, id: freeId(state.doc), kind: kindAfter(String(own["kind"])), label: null };
  const tr = state.tr.insert(block.to, draftSchema.node("clause", attrs));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, block.to + 1)).scrollIntoView());
  return true;
};

/** Takes out the clause that holds the cursor, with its footnotes. A draft keeps one clause at least. */
export const removeClause: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block || !isFree(state) || block.to - block.from === state.doc.content.size) return false;
  const tr = state.tr.delete(block.from, block.to);
  const near = tr.doc.resolve(Math.min(block.from, tr.doc.content.size));
  dispatch?.(tr.setSelection(TextSelection.near(near, -1)).scrollIntoView());
  return true;
};

/** Moves the clause that holds the cursor, with its footnotes, past its neighbour. */
export function moveClause(by: 1 | -1): Command {
  return (state, dispatch) => {
    const blocks = blocksIn(state.doc);
    const index = blocks.findIndex((block) => isCurrent(state, block));
    const [block, other] = [blocks[index], blocks[index + by]];
    if (!block || !other || !isFree(state) || bound.has(String(other.clause.attrs["kind"]))) return false;
    const moved = state.doc.slice(block.from, block.to).content;
    const at = by > 0 ? other.to - (block.to - block.from) : other.from;
    const tr = state.tr.delete(block.from, block.to).insert(at, moved);
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + state.selection.head - block.from)).scrollIntoView());
    return true;
  };
}

/** Gives the clause that holds the cursor another label; "" takes it off. */
export function relabelClause(label: string): Command {
  return (state, dispatch) => {
    const current = currentClause(state);
    if (!current) return false;
    dispatch?.(state.tr.setNodeMarkup(current.before, null, { ...current.node.attrs, label: label.trim() || null }));
    return true;
  };
}

/**
 * Puts a clause of the base that went back where it stood, with those of its footnotes that went too: after another,
 * "" for the front.
 */
export function putBack(state: EditorState, base: Node, clause: string, after: string): Transaction {
  const present = new Set(state.doc.children.map(idOf));
  const gone = (blocksOf(base).get(clause) ?? []).filter((node) => !present.has(idOf(node)));
  const block = blocksIn(state.doc).find(({ from, to }) =>
    state.doc.slice(from, to).content.content.some((node) => idOf(node) === after),
  );
  const at = block?.to ?? 0;
  const tr = state.tr.insert(at, gone);
  return tr.setSelection(TextSelection.create(tr.doc, at + 1));
}

function currentBlock(state: EditorState): Block | undefined {
  return blocksIn(state.doc).find((block) => isCurrent(state, block));
}

function isCurrent({ selection }: EditorState, { from, to }: Block): boolean {
  return from <= selection.head && selection.head < to;
}

function blocksIn(doc: Node): Block[] {
  const blocks: Block[] = [];
  doc.forEach((node, from) => {
    const to = from + node.nodeSize;
    const last = blocks.at(-1);
    if (last && node.attrs["kind"] === "footnote") last.to = to;
    else blocks.push({ from, to, clause: node });
  });
  return blocks;
}

function idOf(clause: Node): string {
  return String(clause.attrs["id"]);
}
