import { Fragment } from "prosemirror-model";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import { clausesSaying } from "#core/receive/accepted-wording.ts";
import type { MarkedDraft, PutCell, ReadChange } from "#core/receive/file-markup.ts";
import { cutPut, stepContent, withoutReferences, withReferences } from "#core/receive/put-words.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { draftSchema } from "#core/text/schema.ts";

/** The steps of rows that go and of rows that are put in: all cells of a row, in their order. */
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
 * Whether it can be said where a row is put in: above the first of a table, or as a table of its own, it is put after the
 * clause before, and where that is a cell it would be a row of that table.
 */
export function hasRowPlace(change: ReadChange, text: VersionText): boolean {
  if (change.row !== "above" && change.row !== "new") return true;
  const after = clauseBefore(change, text);
  return text.clauses.find(({ id }) => id === after)?.kind !== "cell";
}

/** The clause that a row is put in after; "" for the front. */
function clauseBefore({ row, start }: ReadChange, { clauses }: VersionText): string {
  const at = clauseAt(clauses, start);
  // What is put in at the very end has no clause to stand before.
  if (row === "below" || (at && row === "new" && start > at.start)) return at?.id ?? "";
  return clauses.findLast((clause) => clause.end < start && clause.kind !== "footnote")?.id ?? "";
}

/** What a cell says; its italics are seen where every change is made. */
function contentOfCell({ column, text, notes }: PutCell, { accepted }: MarkedDraft): Fragment {
  const made = clausesSaying(accepted, text).find(
    ({ attrs }) => attrs["kind"] === "cell" && (attrs["table"] as { column: number }).column === column,
  );
  const plain = text === "" ? Fragment.empty : Fragment.from(draftSchema.text(text.normalize("NFC")));
  return withReferences(made ? withoutReferences(made.content) : plain, notes);
}

/**
 * Apart from the others what is put in before a table, where the first cell is what comes next: up to the last line end of
 * what is put in there, since a cell's own lines have none. Where the end of the paragraph before goes, the first of these
 * lines was put into an empty one and runs on from that.
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
    const follows = changes.slice(index + 1).some((other) => endsLineAt(other, start));
    const before = clauses.findLast((clause) => clause.end < start && clause.kind !== "footnote");
    const runsOn = before && before.kind !== "cell" && changes.some((other) => takesEnd(other, before.end));
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

/** What was put in up to the end of its first line, at the end of a paragraph. */
function lineAt(change: ReadChange, length: number, place: number): ReadChange {
  const { text, notes } = cutPut(change, 0, length);
  const words = { text: ` ${text}`, notes: notes.map((note) => ({ ...note, at: note.at + 1 })) };
  return { ...change, ...words, start: place, end: place };
}

function takesEnd({ kind, start, end }: ReadChange, place: number): boolean {
  return kind === "delete" && start <= place && place < end;
}

function endsLineAt({ kind, start, text }: ReadChange, place: number): boolean {
  return kind === "insert" && start === place && text.includes("\n");
}
