import * as z from "zod";
import { Placement } from "#core/place/placement.ts";
import { RangeTarget, Target } from "#core/discuss/target.ts";

/**
 * What a later version made of one of the places an annotation speaks of: its words stand; they were changed; they are
 * gone; or a person has to say. "Throughout the document, X should be Y" is done where none stands any more.
 */
export const hitOutcomes = ["stands", "changed", "gone", "unsure"] as const;

/** One place an annotation speaks of, on a later version. */
export const TargetHit = Placement.pick({ state: true, score: true, reason: true }).extend({
  /** Which of the annotation's targets, from 0. */
  index: z.int().nonnegative(),
  /** As it was on the version it was made on. */
  target: Target,
  outcome: z.enum(hitOutcomes),
  /** Where it is on that version; empty where it is gone. */
  places: z.array(Target),
  /** The words that stand there now; "" where it is gone. */
  words: z.string(),
});
export type TargetHit = z.infer<typeof TargetHit>;

/** What a later version made of every place an annotation speaks of. */
export const TargetHits = z.object({
  hits: z.array(TargetHit),
  /** Where the version has the same words at a place it does not speak of, where all its places have the same words. */
  others: z.array(RangeTarget),
});
export type TargetHits = z.infer<typeof TargetHits>;
