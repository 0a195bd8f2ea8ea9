import * as z from "zod";
import { textOf } from "#core/discuss/content-text.ts";
import { InlineContent } from "#core/discuss/proposal-operation.ts";
import { Version } from "#core/text/version.ts";

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

/** The clauses that a proposal touches, in the language of the version on which it was made. */
export const Proposed = z.object({ language: Version.shape.language, clauses: z.array(ProposedClause) });

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

/** Characters of unchanged text kept on each side of a change in the short form. */
const context = 36;

/**
 * Returns the text of a segment for the short form. Shortens unchanged text far from any change to an ellipsis, cut at a space. If nothing changes, the start of the
 * clause is kept.
 */
export function shortenedText(segments: readonly ProposalSegment[], at: number): string {
  const segment = segments[at];
  if (!segment) return "";
  const text = textOf(segment.content);
  if (segment.kind !== "kept") return text;
  const before = at > 0;
  const after = at < segments.length - 1;
  if (text.length <= (before && after ? 2 * context : context)) return text;
  const head = before || !after ? text.slice(0, text.lastIndexOf(" ", context - 1) + 1) : "";
  const tail = after ? text.slice(-context).replace(/^\S*/u, "") : "";
  return `${head}…${tail}`;
}
