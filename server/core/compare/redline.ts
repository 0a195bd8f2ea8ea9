import * as z from "zod";
import { changeClasses, relations, TextRange } from "#core/compare/comparison.ts";

/** A piece of a redlined clause. The text itself is read from the version text by the range. */
export const RedlineSegment = z.object({
  /**
   * kept: in both; deleted and moved-away: in the base alone; inserted and moved-here: in the revised alone.
   * A moved run is two segments, moved-away at its old place and moved-here at its new one, with the same `move` number.
   */
  kind: z.enum(["kept", "inserted", "deleted", "moved-away", "moved-here"]),
  /** Range in the base's text; null for inserted. For moved-here, where the words came from. */
  base: TextRange.nullable(),
  /** Range in the revised's text; null for deleted. For moved-away, where the words went. */
  revised: TextRange.nullable(),
  /** The class of change; null for kept. */
  class: z.enum(changeClasses).nullable(),
  /** Counts changes from 1 in reading order, the same for a deletion and the insertion that replaces it; null for kept. */
  change: z.int().positive().nullable(),
  /** Joins the two places of a move; null elsewhere. */
  move: z.int().positive().nullable(),
});
export type RedlineSegment = z.infer<typeof RedlineSegment>;

/** One line of a redline: a clause of the revised, of the base, or both. */
export const RedlineRow = z.object({
  /** The base clause drawn here; null where the row shows revised text alone. */
  base: z.string().nullable(),
  /** The revised clause drawn here; null where the row shows base text alone. */
  revised: z.string().nullable(),
  relation: z.enum(relations),
  edited: z.boolean(),
  moved: z.boolean(),
  renumbered: z.boolean(),
  /** For a moved, split or merged clause: the clause ids at its other place. */
  elsewhere: z.array(z.string()),
  segments: z.array(RedlineSegment),
});
export type RedlineRow = z.infer<typeof RedlineRow>;

/**
 * Two version texts woven into one column, in reading order.
 *
 * The law, tested: the segments kept, inserted and moved-here, row by row, spell the revised text; the segments kept,
 * deleted and moved-away spell the base text, in order, both of them. A moved clause has therefore two rows: one at its
 * old place (base text alone) and one at its new place (revised text alone), each naming the other in `elsewhere`.
 */
export const Redline = z.array(RedlineRow);
export type Redline = z.infer<typeof Redline>;
