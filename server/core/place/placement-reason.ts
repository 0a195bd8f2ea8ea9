import * as z from "zod";

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
export const PlacementReason = z.object({
  code: PlacementReasonCode,
  params: z.record(z.string(), z.union([z.string(), z.number()])),
});
export type PlacementReason = z.infer<typeof PlacementReason>;
