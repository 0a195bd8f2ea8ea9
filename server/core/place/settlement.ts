import * as z from "zod";
import { revisable } from "#core/discuss/revisable.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { Target } from "#core/discuss/target.ts";

/**
 * A person's decision on an annotation's placement on a version: the likely placement is right, another one is, or the
 * annotation has no placement.
 */
export const placeActs = ["confirmed", "re-anchored", "given-up"] as const;

/** One decision on a placement. */
export const PlaceAct = z.object({
  kind: z.enum(placeActs),
  /** The confirmed or chosen targets on that version; empty if the placement was given up. */
  targets: z.array(Target),
  /**
   * The annotation's targets on its own version at the time of the decision. If its author has chosen other targets
   * since, the decision does not apply to those. Absent in data from before targets could be edited.
   */
  of: z.array(Target).optional(),
  /**
   * For each target, the indexes in `of` that it corresponds to, from 0. Two targets that merged correspond to one; an
   * additional target corresponds to none. Absent if the person did not say, as in older data.
   */
  standsFor: z.array(z.array(z.int().nonnegative())).optional(),
  /** The reason; "" if none was given, which is not allowed for giving up. */
  reason: z.string(),
  /** The annotation's author or the secretariat, as recorded at that time. */
  by: Speaker,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});
export type PlaceAct = z.infer<typeof PlaceAct>;

/**
 * People's decisions on one annotation's placement on one version. The current decision gives the placement on that
 * version, and placements on later versions are carried from it. The computed placement stays visible beside it, and
 * applies again if the settlement is undone.
 */
export const Settlement = z.object({
  /** Built from both ids, because an annotation has at most one settlement on each version. */
  id: z.string(),
  documentId: z.string(),
  annotationId: z.string(),
  versionId: z.string(),
  ...revisable(PlaceAct),
});
export type Settlement = z.infer<typeof Settlement>;

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
