import * as z from "zod";
import { revisable } from "#core/discuss/revisable.ts";
import { Speaker } from "#core/discuss/speaker.ts";

/** Whether what a proposal asks for stands in a later version: to the letter, in part, or not. It shows text, not influence. */
export const uptakeExtents = ["verbatim", "in-part", "not"] as const;
export const UptakeExtent = z.enum(uptakeExtents);
export type UptakeExtent = z.infer<typeof UptakeExtent>;

/** Why an uptake is what it is, with what it speaks of by name. Worded in core/messages. */
export const uptakeReasons = [
  /** { to } All the words proposed stand there, and those to go are gone. */
  "uptake-words",
  /** { to, taken, total } So many of the words proposed stand there. */
  "uptake-some-words",
  /** { to } The words proposed stand there, and those they were to replace stand too. */
  "uptake-beside",
  /** { to } The words proposed stand there, with others that were put in too where words were to go. */
  "uptake-with-more",
  /** { from } Words that were to go are gone, but others than those proposed stand for them. */
  "uptake-replaced-otherwise",
  /** { total } None of the words proposed stands where they were to. */
  "uptake-no-words",
  /** { from } What was to go is gone. */
  "uptake-gone",
  /** { from, taken, total } So many of the words that were to go are gone. */
  "uptake-some-gone",
  /** { from, to } What was to go stands still. */
  "uptake-stays",
  /** { to, after } The clause stands where it was to. */
  "uptake-moved",
  /** { to, after } The clause moved, though not to the place it was to. */
  "uptake-moved-elsewhere",
  /** { to } The clause did not move. */
  "uptake-not-moved",
  /** { to } The clause has the label proposed. */
  "uptake-relabelled",
  /** { to } The clause has not. */
  "uptake-not-relabelled",
  /** { taken, total } Of several steps so many were taken, wholly or in part. */
  "uptake-steps",
] as const;
export const UptakeReason = z.object({
  code: z.enum(uptakeReasons),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type UptakeReason = z.infer<typeof UptakeReason>;

/** Words of the later version that were proposed. */
const TakenWords = z.object({
  clause: z.string(),
  /** UTF-16 offsets into the clause's text. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  quote: z.string(),
});

/** How far one version took a proposal up, as computed from its text. */
export const Uptake = z.object({
  extent: UptakeExtent,
  /** 0 to 1: the share of what was proposed that stands there, rare words counting for more than common ones. */
  score: z.number().min(0).max(1),
  reason: UptakeReason,
  /** The words of the version that were proposed, in its order. */
  words: z.array(TakenWords),
});
export type Uptake = z.infer<typeof Uptake>;

/** What the secretariat says of an uptake where the text alone misleads. */
export const UptakeRuling = z.object({
  extent: UptakeExtent,
  reason: z.string(),
  by: Speaker,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});
export type UptakeRuling = z.infer<typeof UptakeRuling>;

/** What was said of the uptake of one proposal in one version. It stands before what is computed, which stays visible. */
export const UptakeCorrection = z.object({
  /** Made of both ids: a proposal has one at most for each version. */
  id: z.string(),
  documentId: z.string(),
  annotationId: z.string(),
  versionId: z.string(),
  ...revisable(UptakeRuling),
});
export type UptakeCorrection = z.infer<typeof UptakeCorrection>;
