import * as z from "zod";
import { changeClasses, relations, TextRange } from "#core/compare/comparison.ts";

/**
 * - kept: in both;
 * - deleted, moved-away: only in the base;
 * - inserted, moved-here: only in the revised.
 *
 * A moved run is two segments: moved-away at its old position and moved-here at its new one.
 */
export const segmentKinds = ["kept", "inserted", "deleted", "moved-away", "moved-here"] as const;

/** A piece of a redlined clause. Its ranges give the text within the version texts. */
export const RedlineSegment = z.object({
  /**
   * - kept: in both;
   * - deleted, moved-away: only in the base;
   * - inserted, moved-here: only in the revised.
   *
   * A moved run is two segments with the same `move` number: moved-away at its old position and moved-here at its new
   * one.
   */
  kind: z.enum(segmentKinds),
  /** Range in the base text; null for inserted. For moved-here, the old position of the words. */
  base: TextRange.nullable(),
  /** Range in the revised text; null for deleted. For moved-away, the new position of the words. */
  revised: TextRange.nullable(),
  /** The class of change; null for kept. */
  class: z.enum(changeClasses).nullable(),
  /** "bracket" if the change also adds or removes square brackets. */
  also: z.array(z.literal("bracket")).optional(),
  /**
   * Number of the change, from 1 in reading order. A deletion and the insertion that replaces it have the same number;
   * null for kept.
   */
  change: z.int().positive().nullable(),
  /** Connects the two positions of a move. Null for other segments, and if only one of the two is drawn as moved. */
  move: z.int().positive().nullable(),
});
export type RedlineSegment = z.infer<typeof RedlineSegment>;

/** One row of a redline: a clause of the revised, of the base, or both. */
export const RedlineRow = z.object({
  /** The base clause drawn here; null if the row shows only revised text. */
  base: z.string().nullable(),
  /** The revised clause drawn here; null if the row shows only base text. */
  revised: z.string().nullable(),
  relation: z.enum(relations),
  edited: z.boolean(),
  moved: z.boolean(),
  renumbered: z.boolean(),
  /** For a moved, split or merged clause: the clause ids at its other position. */
  elsewhere: z.array(z.string()),
  segments: z.array(RedlineSegment),
});
export type RedlineRow = z.infer<typeof RedlineRow>;

/**
 * Two version texts merged into one column, in reading order.
 *
 * Invariant, covered by tests: clause by clause and row by row, the segments kept, inserted and moved-here give the
 * revised text. The segments kept, deleted and moved-away give the base text. Both are in order.
 *
 * A moved clause therefore has two rows, each naming the other in `elsewhere`: one at its old position (base text only)
 * and one at its new position (revised text only). A split clause has one row for each resulting clause, with its base
 * id on each. The same applies to a merged one.
 */
export const Redline = z.array(RedlineRow);
export type Redline = z.infer<typeof Redline>;
