import * as z from "zod";
import { revisable } from "#core/discuss/revisable.ts";
import { Speaker } from "#core/discuss/speaker.ts";

/**
 * Whether the proposed text is in a later version: exactly, in part or not at all. It shows a match in the text, not
 * influence.
 */
export const uptakeExtents = ["verbatim", "in-part", "not"] as const;
export const UptakeExtent = z.enum(uptakeExtents);
export type UptakeExtent = z.infer<typeof UptakeExtent>;

/** Reasons for an uptake, with their parameters by name. Their texts are in core/messages. */
export const uptakeReasons = [
  /** { to } All the proposed text is there, and all the text to be deleted has disappeared. */
  "uptake-words",
  /** { to, taken, total } This many of the proposed words are there. */
  "uptake-some-words",
  /** { to } The proposed text is there, but so is the text it should replace. */
  "uptake-beside",
  /** { to } The proposed text is there, but other new text is where text should only be deleted. */
  "uptake-with-more",
  /** { from } The text to be deleted has disappeared, but other text than proposed replaces it. */
  "uptake-replaced-otherwise",
  /** { total } None of the proposed words is in the expected position. */
  "uptake-no-words",
  /** { from } The text to be deleted has disappeared. */
  "uptake-gone",
  /** { from, taken, total } This many of the words to be deleted have disappeared. */
  "uptake-some-gone",
  /** { from, to } The text to be deleted is still there. */
  "uptake-stays",
  /** { to, after } The clause is in the proposed position. */
  "uptake-moved",
  /** { to, after } The clause moved, but not to the proposed position. */
  "uptake-moved-elsewhere",
  /** { to } The clause did not move. */
  "uptake-not-moved",
  /** { to } The clause has the proposed label. */
  "uptake-relabelled",
  /** { to } The clause does not have the proposed label. */
  "uptake-not-relabelled",
  /** { taken, total } This many of several operations were taken up, completely or in part. */
  "uptake-steps",
] as const;
export const UptakeReason = z.object({
  code: z.enum(uptakeReasons),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type UptakeReason = z.infer<typeof UptakeReason>;

/** Text of the later version that was proposed. */
const AdoptedWords = z.object({
  clause: z.string(),
  /** UTF-16 offsets into the clause's text. */
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  quote: z.string(),
});

/** The uptake of a proposal in one version, as computed from its text. */
export const Uptake = z.object({
  extent: UptakeExtent,
  /** Share of the proposal that was taken up, from 0 to 1. Rare words count for more than common ones. */
  score: z.number().min(0).max(1),
  reason: UptakeReason,
  /** The text of the version that was proposed, in text order. */
  words: z.array(AdoptedWords),
});
export type Uptake = z.infer<typeof Uptake>;

/** The secretariat's correction of an uptake, for cases where the text alone misleads. */
export const UptakeRuling = z.object({
  extent: UptakeExtent,
  reason: z.string(),
  by: Speaker,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});
export type UptakeRuling = z.infer<typeof UptakeRuling>;

/**
 * The corrections of one proposal's uptake in one version. They take precedence over the computed uptake, which stays
 * visible.
 */
export const UptakeCorrection = z.object({
  /** Built from both ids, because a proposal has at most one correction for each version. */
  id: z.string(),
  documentId: z.string(),
  annotationId: z.string(),
  versionId: z.string(),
  ...revisable(UptakeRuling),
});
export type UptakeCorrection = z.infer<typeof UptakeCorrection>;
