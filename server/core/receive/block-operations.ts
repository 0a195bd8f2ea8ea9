import { Fragment, type Node } from "prosemirror-model";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { operationsBetween } from "#core/propose/operations-between.ts";
import { clausesWithText, isOfWording } from "#core/receive/accepted-wording.ts";
import { isWhole, wholeClauses } from "#core/receive/change-clusters.ts";
import type { InsertedCell, MarkedDraft, ReadChange } from "#core/receive/file-markup.ts";
import {
  cutPut,
  insertedForm,
  type InsertedText,
  linesOf,
  stepContent,
  withNodes,
  withoutReferences,
  withReferences,
} from "#core/receive/inserted-text.ts";
import { type Clause, clauseAt, footnotesOf, type VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

/**
 * Returns the operations for clauses that moved as wholes. They keep their identity, and differences in their text at
 * the new position become edits. `others` are the remaining changes: moved text, and moves that arrived as more or
 * fewer clauses than they left as.
 */
export function movedClauses(
  changes: readonly ReadChange[],
  marked: MarkedDraft,
): { moves: ProposalOperation[]; others: ReadChange[] } {
  const { text } = marked;
  const moves: ProposalOperation[] = [];
  const described = new Set<ReadChange>();
  for (const change of changes) {
    const { kind, start, end, movedAs } = change;
    const isMove = kind === "move";
    if (described.has(change) || (!isMove && (kind !== "delete" || movedAs === undefined)) || !isWhole(change, text))
      continue;
    const insertion = isMove
      ? change
      : changes.find((candidate) => candidate.kind === "insert" && candidate.movedAs === movedAs);
    if (!insertion || (!isMove && !isWhole(insertion, text))) continue;
    const clauses = wholeClauses(start, end, text).filter((clause) => clause.kind !== "footnote");
    const wording =
      isMove && change.put === undefined
        ? []
        : linesOf({ ...insertion, text: (isMove && insertion.put) || insertion.text });
    const lines = wording.filter((line) => line.text.trim() !== "");
    const edits = clauses.map((clause, at) => (lines[at] ? edited(clause, lines[at], marked, !isMove) : []));
    if (wording.length > 0 && (lines.length !== clauses.length || edits.includes(null))) continue;
    const after = clauseBefore((isMove ? insertion.to : insertion.start) ?? 0, clauses, text);
    moves.push(...clauses.map(({ id }) => ({ kind: "move" as const, clause: id, after })));
    moves.push(...edits.flatMap((steps) => steps ?? []));
    described.add(change).add(insertion);
  }
  return { moves, others: changes.filter((change) => !described.has(change)) };
}

/**
 * Returns the clause before a position, not counting the moving clauses. Content at the end of a clause comes after
 * that clause.
 */
function clauseBefore(position: number, moving: readonly Clause[], { clauses }: VersionText): string {
  const before = clauses.findLast(
    (clause) =>
      (clause.end < position || (clause.end === position && clause.start < position)) && !moving.includes(clause),
  );
  return before?.id ?? "";
}

/**
 * Returns the operations that turn a moved clause into a line of the moved text; null if the line has other notes.
 * Unless `isReworded`, the text is not compared, because text that other changes deleted from it is still there. A
 * newly typed label becomes the clause's label. Notes are matched to the clause's own, in order.
 */
function edited(
  clause: Clause,
  line: InsertedText,
  marked: MarkedDraft,
  isReworded: boolean,
): ProposalOperation[] | null {
  const node = marked.draft.child(marked.text.clauses.indexOf(clause));
  const references = node.children.filter(({ type }) => type.name === "footnoteReference");
  const notes = line.notes ?? [];
  if (notes.length !== references.length || footnotesOf(references).size < references.length) return null;
  const lineContent = withNodes(
    Fragment.from(draftSchema.text(line.text)),
    references.map((reference, at) => ({ at: notes[at]?.at ?? 0, node: reference })),
  );
  const { label, content } = insertedForm(lineContent, clause, marked).clause;
  const wanted = bare(node.copy(fragmentOf(content))).content;
  const steps: ProposalOperation[] = isReworded ? operationsBetween(bare(node), wanted) : [];
  if (label !== null && label !== clause.label) steps.push({ kind: "relabel", clause: clause.id, label });
  return steps;
}

/** Removes the formatting that people use to mark changes. */
function bare(node: Node): Node {
  const plain = node.children.map((child) => child.mark(child.marks.filter(isOfWording)));
  return node.copy(Fragment.from(plain));
}

/** Returns the operations for deleted and inserted rows: all cells of each row, in order. */
export function rowOperations(rows: readonly ReadChange[], marked: MarkedDraft): ProposalOperation[] {
  const { clauses } = marked.text;
  return rows.flatMap((change): ProposalOperation[] => {
    if (change.row === "gone") {
      const cells = clauses.filter(
        ({ kind, start, end }) => kind === "cell" && change.start <= start && end <= change.end,
      );
      return cells.map(({ id }) => ({ kind: "delete", clause: id }));
    }
    const after = clauseBeforeRow(change, marked.text);
    return (change.cells ?? []).map(({ column, ...cell }) => {
      const { notes, content } = stepContent(contentOfCell({ column, ...cell }, marked), marked.accepted);
      const clause = { kind: "cell" as const, label: null, depth: 0, content, column };
      return { kind: "insert", after, clause, ...(notes && { notes }) };
    });
  });
}

/**
 * Returns whether a row's position can be expressed. A row above a table's first row, or in a table of its own, is
 * inserted after the previous clause. If that clause is a cell, the row would become part of that cell's table.
 */
export function hasRowPlace(change: ReadChange, text: VersionText): boolean {
  if (change.row !== "above" && change.row !== "new") return true;
  const after = clauseBeforeRow(change, text);
  return text.clauses.find(({ id }) => id === after)?.kind !== "cell";
}

/** Returns the id of the clause after which a row is inserted; "" for the start. */
function clauseBeforeRow({ row, start }: ReadChange, { clauses }: VersionText): string {
  const at = clauseAt(clauses, start);
  // An insertion at the very end has no clause to precede.
  if (row === "below" || (at && row === "new" && start > at.start)) return at?.id ?? "";
  return clauses.findLast((clause) => clause.end < start && clause.kind !== "footnote")?.id ?? "";
}

/** Returns a cell's content, with its formatting from the text with all changes accepted. */
function contentOfCell({ column, text, notes }: InsertedCell, { accepted }: MarkedDraft): Fragment {
  const acceptedCell = clausesWithText(accepted, text).find(
    ({ attrs }) => attrs["kind"] === "cell" && (attrs["table"] as { column: number }).column === column,
  );
  const plain = text === "" ? Fragment.empty : Fragment.from(draftSchema.text(streamSafe(text).normalize("NFC")));
  return withReferences(acceptedCell ? withoutReferences(acceptedCell.content) : plain, notes);
}

/**
 * Separates text inserted before a table from the other changes, if the next clause is the table's first cell. All
 * inserted text up to its last line end belongs before the table, because a cell's own text has no line ends. If the
 * end of the previous paragraph is deleted, the first inserted line came from an empty paragraph and continues the
 * previous one.
 */
export function partedAtTables(
  changes: readonly ReadChange[],
  { clauses }: VersionText,
): { beforeTable: ReadChange[]; plain: ReadChange[] } {
  const beforeTable: ReadChange[] = [];
  const plain: ReadChange[] = [];
  const joined = new Set<number>();
  for (const [index, change] of changes.entries()) {
    const { kind, start, text } = change;
    if (kind !== "insert" || clauseAt(clauses, start)?.kind !== "cell") {
      plain.push(change);
      continue;
    }
    const follows = changes.slice(index + 1).some((later) => endsLineAt(later, start));
    const before = clauses.findLast((clause) => clause.end < start && clause.kind !== "footnote");
    const runsOn = before && before.kind !== "cell" && changes.some((candidate) => deletesAt(candidate, before.end));
    let rest = change;
    if (runsOn && !joined.has(start) && (follows || text.includes("\n"))) {
      const line = text.includes("\n") ? text.indexOf("\n") : text.length;
      if (line < text.length) joined.add(start);
      plain.push(lineAt(change, line, before.end));
      rest = cutPut(change, Math.min(line + 1, text.length));
    }
    const end = follows ? rest.text.length : rest.text.lastIndexOf("\n") + 1;
    if (end > 0) beforeTable.push(cutPut(rest, 0, end));
    if (end < rest.text.length || (rest === change && end === 0)) plain.push(cutPut(rest, end));
  }
  return { beforeTable, plain };
}

/** Returns the first line of an insertion, moved to the end of a paragraph. */
function lineAt(change: ReadChange, length: number, position: number): ReadChange {
  const { text, notes } = cutPut(change, 0, length);
  const spaced = { text: ` ${text}`, notes: notes.map((note) => ({ ...note, at: note.at + 1 })) };
  return { ...change, ...spaced, start: position, end: position };
}

function deletesAt({ kind, start, end }: ReadChange, position: number): boolean {
  return kind === "delete" && start <= position && position < end;
}

function endsLineAt({ kind, start, text }: ReadChange, position: number): boolean {
  return kind === "insert" && start === position && text.includes("\n");
}
