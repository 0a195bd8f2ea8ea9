import type { ProposedClause } from "#core/annotate/proposal-segment.ts";

/** What parts the cells of a row where it stands in one line. */
const cellEdge = { kind: "kept" as const, content: [{ type: "text", text: " | " }] };

/**
 * What a proposal does, as people count it: a row that comes or goes is one, at its first cell, with the words of all its
 * cells. Footnotes that come with a cell stand behind the row.
 */
export function withRowsJoined(clauses: readonly ProposedClause[]): ProposedClause[] {
  return clauses.flatMap((clause, at) => {
    const { row } = clause;
    if (row === undefined) return [clause];
    if (clauses.findIndex((other) => other.row === row) < at) return [];
    const cells = clauses.filter((other) => other.row === row);
    return [
      { ...clause, segments: cells.flatMap(({ segments }, index) => (index > 0 ? [cellEdge, ...segments] : segments)) },
    ];
  });
}
