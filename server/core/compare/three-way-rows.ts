import * as z from "zod";
import { ClausePair } from "#core/compare/comparison.ts";

/**
 * - kept: the same in all three texts;
 * - revised, other: changed on that side only;
 * - agreed: both sides made the same change;
 * - conflict: both sides changed the same words differently.
 */
export const threeWayKinds = ["kept", "revised", "other", "agreed", "conflict"] as const;

/** A piece of a clause in three texts. If only one side changed it, the other side has the base text. */
export const ThreeWaySegment = z.object({
  kind: z.enum(threeWayKinds),
  base: z.string(),
  revised: z.string(),
  other: z.string(),
});
export type ThreeWaySegment = z.infer<typeof ThreeWaySegment>;

/**
 * Results of two sides' changes to a clause:
 *
 * - unchanged: neither side changed it;
 * - revised, other: only that side changed it;
 * - agreed: both made the same change;
 * - apart: both changed it, in different parts;
 * - conflict: both changed the same words or moved it, each differently.
 */
export const threeWayOutcomes = ["unchanged", "revised", "other", "agreed", "apart", "conflict"] as const;

/** One side's changes to the clauses of a row. */
const ThreeWayDeed = ClausePair.pick({ relation: true, edited: true, moved: true, renumbered: true });
export type ThreeWayDeed = z.infer<typeof ThreeWayDeed>;

/** Base clauses, mostly one, with each side's changes; or a clause that one or both sides inserted. */
export const ThreeWayRow = z.object({
  /** Clause ids in base order; empty for an inserted clause. */
  base: z.array(z.string()),
  /** Empty if the side deleted the clauses, or if only the other side inserted the clause. */
  revised: z.array(z.string()),
  other: z.array(z.string()),
  /** Null for a side if only the other side inserted the clause. */
  did: z.object({ revised: ThreeWayDeed.nullable(), other: ThreeWayDeed.nullable() }),
  outcome: z.enum(threeWayOutcomes),
  /** Concatenated, they give each side's clauses, joined by "\n". */
  segments: z.array(ThreeWaySegment),
});
export type ThreeWayRow = z.infer<typeof ThreeWayRow>;

/** A base text and two texts derived from it, clause by clause in base order. */
export const ThreeWay = z.object({
  rows: z.array(ThreeWayRow),
  /** Number of rows with each outcome. */
  stats: z.record(z.enum(threeWayOutcomes), z.int().nonnegative()),
});
export type ThreeWay = z.infer<typeof ThreeWay>;
