import type { ProposedClause } from "#core/propose/proposal-segment.ts";

/** Separates the cells of a row that is shown on one line. */
const cellEdge = { kind: "kept" as const, content: [{ type: "text", text: " | " }] };

/**
 * Joins the changed clauses as people count them. An inserted or deleted row is one, at its first cell, with the text
 * of all its cells. Footnotes of inserted cells follow the row.
 */
export function withRowsJoined(clauses: readonly ProposedClause[]): ProposedClause[] {
  const rows = new Map<string, ProposedClause>();
  return clauses.flatMap((clause) => {
    if (clause.row === undefined) return [clause];
    const first = rows.get(clause.row);
    if (first) {
      first.segments.push(cellEdge, ...clause.segments);
      return [];
    }
    const row = { ...clause, segments: [...clause.segments] };
    rows.set(clause.row, row);
    return [row];
  });
}
