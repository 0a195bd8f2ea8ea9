import type { ProposedClause } from "#core/propose/proposal-segment.ts";

/** What parts the cells of a row where it stands in one line. */
const cellEdge = { kind: "kept" as const, content: [{ type: "text", text: " | " }] };

/**
 * What a proposal does, as people count it: a row that comes or goes is one, at its first cell, with the words of all its
 * cells. Footnotes that come with a cell stand behind the row.
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
