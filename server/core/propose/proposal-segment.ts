import * as z from "zod";
import { InlineContent } from "#core/discuss/proposal-operation.ts";

/** A piece of a clause under a proposal, in text order; deleted text comes before its replacement. */
export const ProposalSegment = z.object({
  kind: z.enum(["kept", "inserted", "deleted"]),
  content: InlineContent,
});
export type ProposalSegment = z.infer<typeof ProposalSegment>;

/**
 * One clause that a proposal touches, in a form that can be rendered as a redline.
 *
 * This law is tested: kept and deleted segments give the current clause, kept and inserted segments the proposed one.
 */
export const ProposedClause = z.object({
  /**
   * "edited": the text or label changes but not the position. "inserted": the clause is new. "deleted": the clause is
   * deleted. "moved": the clause changes position, and its text may change too.
   */
  change: z.enum(["edited", "inserted", "deleted", "moved"]),
  /** Id on the version the proposal was made on; null for a new clause. */
  clause: z.string().nullable(),
  /** Citation on that version; null for a new clause. */
  citation: z.string().nullable(),
  /** The current label; for a new clause the proposed one. */
  label: z.string().nullable(),
  proposedLabel: z.string().nullable(),
  /** Citation of the clause it would follow, or "" for the start; null if it keeps its position. */
  after: z.string().nullable(),
  segments: z.array(ProposalSegment),
  /**
   * Key of the table row that is inserted or deleted with it, shared only with the other cells of that row. Absent for
   * other clauses.
   */
  row: z.string().optional(),
});
export type ProposedClause = z.infer<typeof ProposedClause>;

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
