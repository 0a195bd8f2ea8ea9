import { Fragment, type Node } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { withNotesMatched } from "#core/propose/match-notes.ts";
import { type ClausePlan, planProposal } from "#core/propose/plan-proposal.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import { blocksOf, type VersionText } from "#core/text/clause.ts";

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
