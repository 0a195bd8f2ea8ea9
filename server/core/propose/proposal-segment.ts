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
