import * as z from "zod";
import { InlineContent } from "#core/discuss/proposal-operation.ts";

/** A piece of a clause as a proposal would leave it, in reading order; a deletion stands before what replaces it. */
export const ProposalSegment = z.object({
  kind: z.enum(["kept", "inserted", "deleted"]),
  content: InlineContent,
});
export type ProposalSegment = z.infer<typeof ProposalSegment>;

/**
 * One clause a proposal touches, so that it can be drawn as a redline.
 *
 * The law, tested: kept and deleted segments spell the clause as it is; kept and inserted spell it as proposed.
 */
export const ProposedClause = z.object({
  /**
   * edited: its words or label change where it stands; inserted: it is new; deleted: it goes; moved: it goes to another
   * place (its words may change too).
   */
  change: z.enum(["edited", "inserted", "deleted", "moved"]),
  /** Id on the version the proposal was made on; null for a new clause. */
  clause: z.string().nullable(),
  /** Citation on that version; null for a new clause. */
  citation: z.string().nullable(),
  /** Label as it is (for a new clause: as proposed). */
  label: z.string().nullable(),
  /** Label as proposed. */
  proposedLabel: z.string().nullable(),
  /** Citation of the clause it would follow, "" for the very front; null where it keeps its place. */
  after: z.string().nullable(),
  segments: z.array(ProposalSegment),
  /** Which row of a table comes or goes with it, by a name that only its other cells share; left out for what is no such cell. */
  row: z.string().optional(),
});
export type ProposedClause = z.infer<typeof ProposedClause>;
