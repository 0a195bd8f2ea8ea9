import * as z from "zod";
import { Target } from "#core/discuss/target.ts";

/** Why a place is offered. Worded in core/messages. */
export const candidateReasons = [
  /** { to } The very words stand there. */
  "candidate-same-words",
  /** { to, shared, total } So many of the words stand there. */
  "candidate-like-words",
  /** { to } The clause it was in is there under its name. */
  "candidate-same-clause",
  /** { from, to } The comparison took this clause for what the other became. */
  "candidate-clause",
] as const;

/** A place that an annotation may belong to: offered to a person, and never taken without one. */
export const CandidatePlace = z.object({
  /** Which of the annotation's targets it is a place for, from 0. */
  targetIndex: z.int().nonnegative(),
  /** On the version it is offered on. */
  target: Target,
  /** 0 to 1: how like the words are, by their rarity. It says nothing of how likely the place is right. */
  score: z.number().min(0).max(1),
  reason: z.object({
    code: z.enum(candidateReasons),
    params: z.record(z.string(), z.union([z.string(), z.number()])),
  }),
});
export type CandidatePlace = z.infer<typeof CandidatePlace>;
