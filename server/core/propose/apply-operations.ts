import { Fragment, type Node } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { type ClausePlan, planProposal } from "#core/propose/plan-proposal.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import { blocksOf, footnotesOf, type VersionText } from "#core/text/clause.ts";

/**
 * Applies a proposal to a draft. Operations that do not apply are left out and listed in `problems`, in the order of
 * the operations. If the list is empty, the whole proposal was applied.
 *
 * A clause moves together with its footnotes, and content inserted after a clause follows the clause's footnotes. A
 * footnote is deleted together with its last reference, and a reference together with its footnote. If a footnote's
 * reference moves to another clause, the footnote moves behind that clause. New clauses have the id "proposed-N", where
 * N is the number of the operation, counted from 1. Their notes have "proposed-N-note-M". Table rows are renumbered.
 *
 * @param text the draft's clauses with their citations, for the problems; without it these name no clause
 */
export function applyOperations(
  draft: Node,
  operations: readonly ProposalOperation[],
  text?: VersionText,
): { draft: Node; problems: ProposalProblem[] } {
  const { clauses, followers, newNotes, problems } = planProposal(draft, operations, text);
  const blocks = blocksOf(draft);
  const result: Node[] = [];

  const emit = (head: string): void => {
    for (const node of blocks.get(head) ?? []) {
      const plan = clauses.get(idOf(node));
      if (plan?.deletedBy == null) result.push(plan ? editedClause(node, plan) : node);
    }
    emitFollowers(head);
  };
  const emitFollowers = (head: string): void => {
    for (const follower of followers.get(head) ?? []) {
      if ("moved" in follower) emit(follower.moved);
      else result.push(follower.inserted);
    }
  };
  emitFollowers("");
  for (const head of blocks.keys()) if (!clauses.get(head)?.moved) emit(head);

  const kept = withNotesMatched(draft, result, newNotes);
  return { draft: draft.copy(Fragment.from(withRowsCounted(draft, kept))), problems };
}

/** Returns a clause with its planned text and label. */
function editedClause(node: Node, plan: ClausePlan): Node {
  let content = Fragment.empty;
  let reached = 0;
  for (const { from, to, content: inserted } of plan.replacements) {
    content = content.append(node.content.cut(reached, from)).append(inserted);
    reached = to;
  }
  content = content.append(node.content.cut(reached));
  return node.type.create(
    plan.relabelled ? { ...node.attrs, label: plan.relabelled.label } : node.attrs,
    content,
    node.marks,
  );
}

function idOf(node: Node): string {
  return String(node.attrs["id"]);
}

interface TablePlace {
  id: string;
  row: number;
  column: number;
  header: boolean;
}

/**
 * Returns the clauses of a changed draft with the rows of its tables renumbered. An inserted row moves the rows below
 * it down; a deleted row moves them up. A new cell that is not to the right of the previous new cell begins a row.
 */
function withRowsCounted(draft: Node, clauses: readonly Node[]): readonly Node[] {
  const rowsBefore = rowsIn(draft.children);
  const isKnown = (node: Node): boolean => rowsBefore.get(placeOf(node)?.id ?? "")?.known.has(idOf(node)) ?? false;
  const rowsLeft = rowsIn(clauses.filter(isKnown));
  const hasNew = clauses.some((node) => placeOf(node) !== null && !isKnown(node));
  if (!hasNew && [...rowsBefore].every(([id, { rows }]) => rowsLeft.get(id)?.rows.size === rows.size)) return clauses;
  const deleted = new Map(
    [...rowsBefore].map(([id, { rows }]) => [id, [...rows].filter((row) => !rowsLeft.get(id)?.rows.has(row))]),
  );
  const counts = new Map<string, { added: number; last: number; column: number | null }>();
  return clauses.map((node) => {
    const place = placeOf(node);
    if (!place) return node;
    const before = rowsBefore.get(place.id);
    const count = counts.get(place.id) ?? { added: 0, last: 0, column: null };
    counts.set(place.id, count);
    let row: number;
    if (before?.known.has(idOf(node))) {
      const above = deleted.get(place.id)?.filter((deletedRow) => deletedRow < place.row) ?? [];
      row = place.row + count.added - above.length;
      count.column = null;
    } else {
      const begins = count.column === null || place.column <= count.column;
      row = begins ? count.last + 1 : count.last;
      if (begins) count.added += 1;
      count.column = place.column;
    }
    count.last = row;
    return row === place.row
      ? node
      : node.type.create({ ...node.attrs, table: { ...place, row } }, node.content, node.marks);
  });
}

/** Returns the row numbers and cell ids of each table, by table id. */
function rowsIn(clauses: readonly Node[]): Map<string, { rows: Set<number>; known: Set<string> }> {
  const tables = new Map<string, { rows: Set<number>; known: Set<string> }>();
  for (const node of clauses) {
    const place = placeOf(node);
    if (!place) continue;
    const table = tables.get(place.id) ?? { rows: new Set(), known: new Set() };
    tables.set(place.id, table);
    table.rows.add(place.row);
    table.known.add(idOf(node));
  }
  return tables;
}

function placeOf(node: Node): TablePlace | null {
  return node.attrs["table"] as TablePlace | null;
}

/**
 * Returns the clauses of a changed draft with its footnotes matched to their references:
 *
 * - A note that lost its last reference is removed, and so is a reference to a deleted note. Notes and references that
 *   never matched are kept.
 * - A new note is placed after the clause that refers to it. So is a note whose own clause no longer refers to it.
 * - If the draft numbers its notes 1, 2, 3 and there are new ones, all notes are renumbered.
 */
function withNotesMatched(draft: Node, clauses: readonly Node[], newNotes: ReadonlyMap<string, Node>): readonly Node[] {
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
