import type { CompiledClause } from "#core/compile/compilation.ts";

/** Returns the row of a cell in the file. Empty cells have no text there, so any cell of the row will do. */
export function rowOfCell<Found>(
  clauses: readonly CompiledClause[],
  { table }: Pick<CompiledClause, "table">,
  find: (clause: string) => Found | undefined,
): Found | undefined {
  for (const { id, table: other } of clauses) {
    const found = table && other?.id === table.id && other.row === table.row ? find(id) : undefined;
    if (found) return found;
  }
  return undefined;
}

/** Returns the cell beside which a new row is inserted: below a cell's row, or at the top of the table that follows. */
export function cellBeside(
  clauses: readonly CompiledClause[],
  after: string,
): { cell: CompiledClause; isBefore: boolean } | undefined {
  const index = clauses.findIndex(({ id }) => id === after);
  const own = clauses[index];
  const isBefore = !own?.table;
  const cell = isBefore ? clauses.slice(index + 1).find(({ kind }) => kind !== "footnote") : own;
  return cell?.table ? { cell, isBefore } : undefined;
}
