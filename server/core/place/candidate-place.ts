import * as z from "zod";
import { Target } from "#core/discuss/target.ts";

/** Reasons for offering a candidate place. Their texts are in core/messages. */
export const candidateReasons = [
  /** { to } The place has exactly the same text. */
  "candidate-same-words",
  /** { to, shared, total } The place has this many of the words. */
  "candidate-like-words",
  /** { to } The annotation's clause still exists under its label. */
  "candidate-same-clause",
  /** { from, to } The comparison paired this clause with the original one. */
  "candidate-clause",
  /** { from, to, percent } The original clause was deleted, and this one may be its new form. */
  "candidate-reworded",
  /** { from, to, shared, total } The original clause was deleted, and this one has this many of its words. */
  "candidate-like-clause",
] as const;

/** A place that an annotation may belong to. Only a person can accept it. */
export const CandidatePlace = z.object({
  /** Index of the annotation's target that it is for, from 0. */
  targetIndex: z.int().nonnegative(),
  /** The place on the version for which it is offered. */
  target: Target,
  /**
   * Similarity of the words, weighted by rarity, from 0 to 1. Only for a clause that a deleted one may have become, it is
   * the probability that the place is right.
   */
  score: z.number().min(0).max(1),
  reason: z.object({
    code: z.enum(candidateReasons),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});
export type CandidatePlace = z.infer<typeof CandidatePlace>;
