import * as z from "zod";
import { RangeTarget, Target } from "#core/discuss/target.ts";
import { PlaceAct } from "#core/place/settlement.ts";

/**
 * Reasons for an annotation's placement on another version. Their texts are in core/messages.
 *
 * Parameters: `from` and `to` are citations on the base and the revised version ("invites Member States 2"). `replaced`
 * and `left` of `total` count words of the target. `lost` or `removed` of `total` counts targets. `clauses` counts clauses.
 * `was` and `is` are texts.
 */
export const placementReasons = [
  /** { to } The same text in the same clause. */
  "same-words",
  /** { to } The same text at another offset in its clause. */
  "words-shifted",
  /** { from, to } The same text; the clause has another label. */
  "clause-renumbered",
  /** { from, to } The clause was merged with others, and the text is in the merged clause. */
  "clause-merged",
  /** { to } The same words; punctuation or spaces between them changed. */
  "marks-changed",
  /** { to, replaced, total } Some of the words were replaced. */
  "words-replaced",
  /** { to, added } All of the words are there, and others were inserted. */
  "words-added",
  /** { to, left, total } Some of the words moved to another clause; the others are unchanged. */
  "words-left",
  /** { from, to, replaced, total } Some of the words were replaced, and the clause has another label. */
  "words-replaced-renumbered",
  /** { to, was, is } A few words were replaced by a few others at the same position. */
  "word-replaced",
  /** { to } All the text that a proposal asks for is there. */
  "proposal-taken",
  /** { to } The text under the heading or verb changed. */
  "section-changed",
  /** { from, to } The clause moved with its text unchanged. */
  "clause-moved",
  /** { from, to, replaced, total } The clause moved and some of its words were replaced. */
  "clause-moved-words-replaced",
  /** { from, to, replaced, total } Only the words moved to another clause; `replaced` may be 0. */
  "words-moved",
  /** { from, to, clauses } The clause was split; `to` is the first part that contains words of the target. */
  "clause-split",
  /** { from, to } The comparison lost the words, but exactly the same text is in both versions once. */
  "quote-found",
  /** { to, replaced, total } So many words were replaced that a person must confirm the placement. */
  "few-words-left",
  /** { from, to } The text is new; only label and position connect the two clauses. */
  "clause-rewritten",
  /** { lost, total } Some of the annotation's targets can no longer be placed. */
  "some-targets-lost",
  /** { removed, total } The text of some of the annotation's targets was deleted; only their clauses are left. */
  "some-words-removed",
  /** { from, to } The option became the text of a clause. */
  "option-chosen",
  /** { from, chosen, to } Another option became the text; the placement is that text. */
  "other-option-chosen",
  /** { from, to } All options gave way to a new text; the placement is that text. */
  "options-replaced",
  /** { from, to } The heading was deleted; most of its clauses are now under another heading. */
  "section-merged",
  /** { to } The text was deleted; the placement is its clause. */
  "clause-left",
  /** { from, to } The text was deleted; the placement is its clause, which has another citation. */
  "clause-left-renumbered",
  /** { to, replaced, total } Too little of the text is left, or it is scattered; the placement is its clause. */
  "clause-left-scattered",
  /** { from } The clause was deleted. */
  "clause-removed",
  /** { to } The text was deleted; its clause still exists with the same citation. */
  "words-removed",
  /** { from, to } The text was deleted; its clause still exists with another citation. */
  "words-removed-renumbered",
  /** { from, replaced, total } Too few of the words are left, or they are too far apart, to place them. */
  "words-scattered",
  /** { to } A person confirmed the likely placement. */
  "place-confirmed",
  /** { to } A person chose the placement. */
  "place-re-anchored",
  /** {} A person decided that the annotation has no placement. */
  "place-given-up",
  /** {} The target does not fit the version it was made on. */
  "target-unknown",
  /** {} The placement cannot be computed, because the stored text of a draft is damaged. */
  "text-damaged",
  /** {} The annotation is about the whole document. */
  "whole-document",
] as const;

export const PlacementReasonCode = z.enum(placementReasons);
export type PlacementReasonCode = z.infer<typeof PlacementReasonCode>;

/** A reason with its parameters by name. */
const PlacementReason = z.object({
  code: PlacementReasonCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
type PlacementReason = z.infer<typeof PlacementReason>;

/**
 * The state of a placement on another version, from best to worst.
 *
 * - exact: the same text in the same clause with the same label
 * - shifted: the same text, at another offset in the clause or under another label
 * - text-changed: some of the words were replaced
 * - taken: a proposal's target was replaced by exactly the text that it asks for; the placement is that text
 * - clause-moved: the clause is in another position
 * - clause-split: the text is now in several clauses
 * - clause-only: the text was deleted, or too little of it is left, and the placement is its clause
 * - alternative: the text was in an option that was not chosen; the placement is the text that was chosen instead
 * - approximate: a likely placement that a person should confirm
 * - orphan: no placement is left
 *
 * Only an approximate placement and an orphan may need a person's decision; see `needsDecision`.
 */
export const placementStates = [
  "exact",
  "shifted",
  "text-changed",
  "taken",
  "clause-moved",
  "clause-split",
  "clause-only",
  "alternative",
  "approximate",
  "orphan",
] as const;
export const PlacementState = z.enum(placementStates);
export type PlacementState = z.infer<typeof PlacementState>;

/** Whether the text was deleted, and the placement is its clause or the text that was chosen instead. */
export function hasOnlyClause(state: PlacementState): boolean {
  return state === "clause-only" || state === "alternative";
}

/** An annotation's placement on a version, with its certainty and the reason. */
export const Placement = z.object({
  annotationId: z.string(),
  versionId: z.string(),
  state: PlacementState,
  /**
   * Probability from 0 to 1 that the placement is right; for an orphan, that its text was deleted. For "clause-only" it
   * is the probability that both are true: the clause is the right one, and the text was deleted.
   */
  score: z.number().min(0).max(1),
  reason: PlacementReason,
  /** The targets on that version that can still be placed, in order; a split clause has one target for each part. */
  targets: z.array(Target),
  /**
   * True if an orphan is rightly gone: its clause was deleted, and the version has no candidate place for it. Then there
   * is nothing to decide. Absent otherwise, and if a person decided.
   */
  gone: z.boolean().optional(),
  /**
   * A person's settlement of the placement, on this version or on an earlier one from which it is carried, and the
   * computed placement. Absent if there is no settlement.
   */
  settled: PlaceAct.omit({ targets: true, of: true })
    .extend({
      /**
       * For each target of the placement, the index of the annotation's target that it corresponds to; absent if the
       * person did not say.
       */
      standsFor: PlaceAct.shape.standsFor,
      /** Id of the version on which the person decided. */
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
 * The outcome of one of an annotation's targets on a later version: the text is unchanged, changed or deleted, or a
 * person has to decide. "Throughout the document, X should be Y" is done when no target has the outcome "stands".
 */
export const hitOutcomes = ["stands", "changed", "gone", "unsure"] as const;

/** One of an annotation's targets, on a later version. */
export const TargetHit = Placement.pick({ state: true, score: true, reason: true }).extend({
  /** Index of the annotation's target, from 0. */
  index: z.int().nonnegative(),
  /** The target on the version it was made on. */
  target: Target,
  outcome: z.enum(hitOutcomes),
  /** Its targets on the later version: its clause if only the text was deleted, and none if the clause was too. */
  places: z.array(Target),
  /** The text at those targets; "" if it was deleted. */
  words: z.string(),
});
export type TargetHit = z.infer<typeof TargetHit>;

/** The state of every target of an annotation in a later version. */
export const TargetHits = z.object({
  hits: z.array(TargetHit),
  /** Other occurrences of the text in the version, if all of the annotation's targets have the same text. */
  others: z.array(RangeTarget),
});
export type TargetHits = z.infer<typeof TargetHits>;
