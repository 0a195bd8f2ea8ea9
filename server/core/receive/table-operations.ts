import { Fragment } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { clausesWithText } from "#core/receive/accepted-wording.ts";
import type { MarkedDraft, InsertedCell, ReadChange } from "#core/receive/file-markup.ts";
import { cutPut, stepContent, withoutReferences, withReferences } from "#core/receive/inserted-text.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";
import { streamSafe } from "#core/text/stream-safe.ts";

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
    const after = clauseBefore(change, marked.text);
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
  const after = clauseBefore(change, text);
  return text.clauses.find(({ id }) => id === after)?.kind !== "cell";
}

/** Returns the id of the clause after which a row is inserted; "" for the start. */
function clauseBefore({ row, start }: ReadChange, { clauses }: VersionText): string {
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
