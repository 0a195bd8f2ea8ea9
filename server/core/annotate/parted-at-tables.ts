import type { ReadChange } from "#core/annotate/file-markup.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";

/**
 * Apart from the others what is put in before a table, where the first cell is what comes next: up to the last line end of
 * what is put in there, since a cell's own lines have none.
 */
export function partedAtTables(
  changes: readonly ReadChange[],
  { clauses }: VersionText,
): { beforeTable: ReadChange[]; plain: ReadChange[] } {
  const beforeTable: ReadChange[] = [];
  const plain: ReadChange[] = [];
  for (const [index, change] of changes.entries()) {
    const { kind, start, text } = change;
    const follows = changes.slice(index + 1).some((other) => endsLineAt(other, start));
    if (kind !== "insert" || clauseAt(clauses, start)?.kind !== "cell") plain.push(change);
    else if (follows) beforeTable.push(change);
    else {
      const end = text.lastIndexOf("\n") + 1;
      if (end > 0) beforeTable.push({ ...change, text: text.slice(0, end) });
      if (end < text.length) plain.push({ ...change, text: text.slice(end) });
    }
  }
  return { beforeTable, plain };
}

function endsLineAt({ kind, start, text }: ReadChange, place: number): boolean {
  return kind === "insert" && start === place && text.includes("\n");
}
