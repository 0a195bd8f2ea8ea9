import type { ReadChange } from "#core/receive/file-markup.ts";
import { cutPut } from "#core/receive/put-words.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";

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
