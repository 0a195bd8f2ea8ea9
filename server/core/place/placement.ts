import * as z from "zod";
import { RangeTarget, Target } from "#core/discuss/target.ts";
import { PlaceAct } from "#core/place/settlement.ts";

/**
 * Why an annotation stands where it stands on another version. Worded in core/messages.
 *
 * Parameters: `from` and `to` are citations on the base and the revised ("invites Member States 2"); `replaced` and `left`
 * of `total` count words of the target; `lost` of `total` counts targets; `clauses` counts clauses.
 */
export const placementReasons = [
  /** { to } The same words in the same clause. */
  "same-words",
  /** { to } The same words, at another place in their clause. */
  "words-shifted",
  /** { from, to } The same words; the clause has another label. */
  "clause-renumbered",
  /** { from, to } The clause was joined with others; the words stand in what came of them. */
  "clause-merged",
  /** { to } The same words; marks or blanks between them changed. */
  "marks-changed",
  /** { to, replaced, total } Some of the words were replaced. */
  "words-replaced",
  /** { to, added } All of the words are there, with others put in. */
  "words-added",
  /** { to, left, total } Some of the words left the clause for another; the others are as they were. */
  "words-left",
  /** { from, to, replaced, total } Some of the words were replaced, and the clause has another label. */
  "words-replaced-renumbered",
  /** { to } What stands under the heading or verb changed. */
  "section-changed",
  /** { from, to } The clause stands elsewhere, its words as they were. */
  "clause-moved",
  /** { from, to, replaced, total } The clause stands elsewhere and some of the words were replaced. */
  "clause-moved-words-replaced",
  /** { from, to, replaced, total } The words alone went to another clause; `replaced` may be 0. */
  "words-moved",
  /** { from, to, clauses } The clause became several; `to` is the first of them that holds words of the target. */
  "clause-split",
  /** { from, to } The comparison lost the words, but they stand once, to the letter, on both versions. */
  "quote-found",
  /** { to, replaced, total } So much was replaced that a person has to say whether this is still the place. */
  "few-words-left",
  /** { from, to } The wording is new; only label and place say that the one clause answers to the other. */
  "clause-rewritten",
  /** { lost, total } Of several targets some have no place left. */
  "some-targets-lost",
  /** { from } The clause was taken out. */
  "clause-removed",
  /** { to } The words were taken out; the clause that held them is there under its name. */
  "words-removed",
  /** { from, to } The words were taken out; the clause that held them is there under another name. */
  "words-removed-renumbered",
  /** { from, replaced, total } Too few of the words are left, or too far apart, to place them. */
  "words-scattered",
  /** { to } A person said yes to the place that was likely. */
  "place-confirmed",
  /** { to } A person chose the place. */
  "place-re-anchored",
  /** {} A person said that it has no place any more. */
  "place-given-up",
  /** {} The target does not fit the version it was made on. */
  "target-unknown",
  /** {} It speaks of the whole document. */
  "whole-document",
] as const;

export const PlacementReasonCode = z.enum(placementReasons);
export type PlacementReasonCode = z.infer<typeof PlacementReasonCode>;

/** A reason, with what it speaks of by name. */
const PlacementReason = z.object({
  code: PlacementReasonCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
type PlacementReason = z.infer<typeof PlacementReason>;

/**
 * What became of an annotation's place on another version, from best to worst.
 *
 * exact: same words, same clause, same label; shifted: same words in the clause, elsewhere in it or under another label;
 * text-changed: some of the words were replaced; clause-moved: the clause stands elsewhere; clause-split: its words now
 * stand in several clauses; approximate: the place is likely, a person should say yes; orphan: no place is left.
 */
export const placementStates = [
  "exact",
  "shifted",
  "text-changed",
  "clause-moved",
  "clause-split",
  "approximate",
  "orphan",
] as const;
export const PlacementState = z.enum(placementStates);
export type PlacementState = z.infer<typeof PlacementState>;

/** Where an annotation stands on a version, how sure that is, and why. */
export const Placement = z.object({
  annotationId: z.string(),
  versionId: z.string(),
  state: PlacementState,
  /** 0 to 1: how likely the place is right; for an orphan, how likely it is that its words are gone. */
  score: z.number().min(0).max(1),
  reason: PlacementReason,
  /** On that version, for each target that still has a place, in order; a clause that was split has one for each part. */
  targets: z.array(Target),
  /**
   * Where a person spoke of it, on this version or on one before that it is carried from: what they said, and what would
   * have been computed without them. Absent where nobody did.
   */
  settled: PlaceAct.omit({ targets: true, of: true })
    .extend({
      /** For each of the placement's targets, which of the annotation's it stands for; absent where nobody said. */
      standsFor: PlaceAct.shape.standsFor,
      /** The version of which they said it. */
      versionId: z.string(),
      computed: z.object({
        state: PlacementState,
        score: z.number().min(0).max(1),
        reason: PlacementReason,
        targets: z.array(Target),
      }),
    })
    .optional(),
});
export type Placement = z.infer<typeof Placement>;

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
