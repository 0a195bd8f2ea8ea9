import { Fragment, type Node } from "prosemirror-model";
import { footnotesOf } from "#core/text/clause.ts";

/**
 * Returns the clauses of a changed draft with its footnotes matched to their references:
 *
 * - A note that lost its last reference is removed, and so is a reference to a deleted note. Notes and references that
 *   never matched are kept.
 * - A new note is placed after the clause that refers to it. So is a note whose own clause no longer refers to it.
 * - If the draft numbers its notes 1, 2, 3 and there are new ones, all notes are renumbered.
 */
export function withNotesMatched(
  draft: Node,
  clauses: readonly Node[],
  newNotes: ReadonlyMap<string, Node>,
): readonly Node[] {
  const referred = allFootnotes(draft.children);
  const stillReferred = allFootnotes(clauses);
  const kept = clauses.filter((node) => !referred.has(idOf(node)) || stillReferred.has(idOf(node)));
  const deleted = new Set(draft.children.map(idOf));
  for (const node of kept) deleted.delete(idOf(node));
  const dangles = (node: Node): boolean => isReference(node) && deleted.has(noteOf(node));
  const matched = kept.map((clause) =>
    clause.children.some(dangles)
      ? clause.copy(Fragment.from(clause.children.filter((node) => !dangles(node))))
      : clause,
  );
  const placed = besideReferences(draft, matched, newNotes);
  return newNotes.size > 0 && isCounted(draft) ? renumbered(placed) : placed;
}

/** A clause with the footnotes that follow it. */
interface Block {
  head: Node;
  notes: Node[];
}

/** Places each new or stray note after the note that is referred to just before it in the clause. */
function besideReferences(draft: Node, clauses: readonly Node[], newNotes: ReadonlyMap<string, Node>): readonly Node[] {
  // Notes that were in another position from the start stay there.
  const before = new Set(blocksIn(draft.children).flatMap(besideIn));
  const blocks = blocksIn(clauses);
  const stray = new Map(newNotes);
  for (const block of blocks) {
    const beside = new Set(besideIn(block));
    for (const note of block.notes) {
      if (before.has(idOf(note)) && !beside.has(idOf(note))) stray.set(idOf(note), note);
    }
  }
  if (stray.size === 0) return clauses;
  const toPlace = new Map(stray);
  return blocks.flatMap(({ head, notes }) => {
    const own = notes.filter((note) => !stray.has(idOf(note)));
    let at = 0;
    for (const id of footnotesOf(head.children)) {
      const note = toPlace.get(id);
      if (note) own.splice(at, 0, note);
      toPlace.delete(id);
      at = own.findIndex((node) => idOf(node) === id) + 1 || at;
    }
    return [head, ...own];
  });
}

function blocksIn(clauses: readonly Node[]): Block[] {
  const blocks: Block[] = [];
  for (const node of clauses) {
    const block = blocks.at(-1);
    if (node.attrs["kind"] === "footnote" && block) block.notes.push(node);
    else blocks.push({ head: node, notes: [] });
  }
  return blocks;
}

/** Returns the ids of a block's notes that the block itself refers to. */
function besideIn({ head, notes }: Block): string[] {
  const referred = allFootnotes([head, ...notes]);
  return notes.map(idOf).filter((id) => referred.has(id));
}

/** Whether a draft's notes are labelled 1, 2, 3 in document order. */
function isCounted({ children }: Node): boolean {
  const labels = children.flatMap(({ attrs }) => (attrs["kind"] === "footnote" ? [attrs["label"] as unknown] : []));
  return labels.every((label, at) => label === String(at + 1));
}

function renumbered(clauses: readonly Node[]): Node[] {
  const notes = clauses.filter(({ attrs }) => attrs["kind"] === "footnote").map(idOf);
  const labels = new Map(notes.map((id, at) => [id, String(at + 1)]));
  const relabelled = (reference: Node): Node => {
    const label = isReference(reference) ? labels.get(noteOf(reference)) : undefined;
    return label === undefined
      ? reference
      : reference.type.create({ ...reference.attrs, label }, null, reference.marks);
  };
  return clauses.map((clause) => {
    const label = labels.get(idOf(clause));
    const { type, attrs, marks } = clause;
    if (label === undefined && !clause.children.some(isReference)) return clause;
    return type.create({ ...attrs, ...(label !== undefined && { label }) }, clause.children.map(relabelled), marks);
  });
}

function isReference(node: Node): boolean {
  return node.type.name === "footnoteReference";
}

function noteOf(reference: Node): string {
  return String(reference.attrs["clause"]);
}

function allFootnotes(clauses: readonly Node[]): Set<string> {
  return footnotesOf(clauses.flatMap((clause) => clause.children));
}

function idOf(node: Node): string {
  return String(node.attrs["id"]);
}
