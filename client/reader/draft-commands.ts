import type { Node } from "prosemirror-model";
import { TextSelection, type Command, type EditorState, type Transaction } from "prosemirror-state";
import { blocksOf } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";
import { kindAfter } from "./clause-editing.ts";

/** A clause in an editor with the footnotes after it. They are moved and deleted together. */
interface Block {
  from: number;
  to: number;
  clause: Node;
}

/** Kinds of clauses that cannot be moved: a cell belongs to its row and column, a footnote to its reference. */
const fixedKinds = new Set(["cell", "footnote"]);

/** Returns the clause that contains the cursor. */
export function currentClause({ selection, doc }: EditorState): { node: Node; before: number } | undefined {
  const { $head } = selection;
  if ($head.depth > 0) return { node: $head.node(1), before: $head.before(1) };
  return doc.firstChild ? { node: doc.firstChild, before: 0 } : undefined;
}

/** Checks whether the clause at the cursor may be split, moved or deleted. */
export function isFree(state: EditorState): boolean {
  const clause = currentClause(state)?.node;
  return clause !== undefined && !fixedKinds.has(String(clause.attrs["kind"]));
}

/** Returns an id that no clause of the draft uses. It serves only inside the editor: a saved draft gets new ids. */
function freeId(doc: Node): string {
  const usedIds = new Set(doc.children.map(idOf));
  let number = 1;
  while (usedIds.has(`added-${number}`)) number += 1;
  return `added-${number}`;
}

/** Splits the clause at the cursor. The second half becomes a new clause without a label. */
export const splitClause: Command = (state, dispatch) => {
  if (!isFree(state) || !state.selection.$from.sameParent(state.selection.$to)) return true;
  const current = currentClause(state);
  if (!current) return true;
  const attrs = { ...current.node.attrs, id: freeId(state.doc), label: null };
  const tr = state.tr.deleteSelection();
  dispatch?.(tr.split(tr.selection.from, 1, [{ type: draftSchema.nodes.clause, attrs }]).scrollIntoView());
  return true;
};

/**
 * Inserts an empty clause after the one at the cursor, of the kind that usually follows, and moves the cursor into it.
 */
export const addClauseAfter: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block || !isFree(state)) return false;
  const { attrs: attributes } = block.clause;
  const attrs = { ...attributes, id: freeId(state.doc), kind: kindAfter(String(attributes["kind"])), label: null };
  const tr = state.tr.insert(block.to, draftSchema.node("clause", attrs));
  dispatch?.(tr.setSelection(TextSelection.create(tr.doc, block.to + 1)).scrollIntoView());
  return true;
};

/** Deletes the clause at the cursor with its footnotes. The last clause of a draft cannot be deleted. */
export const removeClause: Command = (state, dispatch) => {
  const block = currentBlock(state);
  if (!block || !isFree(state) || block.to - block.from === state.doc.content.size) return false;
  const tr = state.tr.delete(block.from, block.to);
  const near = tr.doc.resolve(Math.min(block.from, tr.doc.content.size));
  dispatch?.(tr.setSelection(TextSelection.near(near, -1)).scrollIntoView());
  return true;
};

/** Moves the clause at the cursor, with its footnotes, past its neighbour. */
export function moveClause(by: 1 | -1): Command {
  return (state, dispatch) => {
    const blocks = blocksIn(state.doc);
    const index = blocks.findIndex((block) => isCurrent(state, block));
    const [block, neighbour] = [blocks[index], blocks[index + by]];
    if (!block || !neighbour || !isFree(state) || fixedKinds.has(String(neighbour.clause.attrs["kind"]))) return false;
    const moved = state.doc.slice(block.from, block.to).content;
    const at = by > 0 ? neighbour.to - (block.to - block.from) : neighbour.from;
    const tr = state.tr.delete(block.from, block.to).insert(at, moved);
    dispatch?.(tr.setSelection(TextSelection.create(tr.doc, at + state.selection.head - block.from)).scrollIntoView());
    return true;
  };
}

/** Changes the label of the clause at the cursor; "" removes it. */
export function relabelClause(label: string): Command {
  return (state, dispatch) => {
    const current = currentClause(state);
    if (!current) return false;
    dispatch?.(state.tr.setNodeMarkup(current.before, null, { ...current.node.attrs, label: label.trim() || null }));
    return true;
  };
}

/**
 * Restores a clause deleted from the base, with those of its footnotes that were deleted too. It goes after the clause
 * `after`, or to the start for "".
 */
export function restoreClause(state: EditorState, base: Node, clause: string, after: string): Transaction {
  const present = new Set(state.doc.children.map(idOf));
  const deleted = (blocksOf(base).get(clause) ?? []).filter((node) => !present.has(idOf(node)));
  const block = blocksIn(state.doc).find(({ from, to }) =>
    state.doc.slice(from, to).content.content.some((node) => idOf(node) === after),
  );
  const at = block?.to ?? 0;
  const tr = state.tr.insert(at, deleted);
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
