import type { PlacementReasonCode, PlacementState } from "#core/place/placement.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** Placement states and their reasons. */
export const placements = {
  "state-exact": "exact",
  "state-shifted": "shifted",
  "state-text-changed": "text changed",
  "state-taken": "text as proposed",
  "state-clause-moved": "clause moved",
  "state-clause-split": "clause split",
  "state-clause-only": "text deleted",
  "state-alternative": "other option chosen",
  "state-approximate": "approximate",
  "state-orphan": "unplaced",
  "state-gone": "clause deleted",

  "same-words": "Same text in {to}.",
  "words-shifted": "Same text at another position in {to}.",
  "clause-renumbered": "Same text. The clause {from} is now {to}.",
  "clause-merged": "The clause {from} was merged with others into {to}.",
  "marks-changed": "Only punctuation or spacing changed in {to}.",
  "words-replaced":
    "{replaced, plural, one {# of {total} words in {to} was replaced.} other {# of {total} words in {to} were replaced.}}",
  "words-added":
    "{added, plural, one {All words are in {to}, with # word added.} other {All words are in {to}, with # words added.}}",
  "words-left": "{left} of {total} words moved from {to} to another clause. The others are unchanged.",
  "words-replaced-renumbered": "The clause {from} is now {to}, with {replaced} of {total} words replaced.",
  "word-replaced": "“{was}” was replaced by “{is}” in {to}.",
  "proposal-taken": "The text is as proposed in {to}.",
  "section-changed": "The text under {to} changed.",
  "clause-moved": "The clause {from} moved and is now {to}. Its text is unchanged.",
  "clause-moved-words-replaced": "The clause {from} moved and is now {to}, with {replaced} of {total} words replaced.",
  "words-moved":
    "{replaced, plural, =0 {The text moved from {from} to {to}.} other {The text moved from {from} to {to}, with # of {total} words replaced.}}",
  "clause-split": "The clause {from} was split into {clauses} clauses. The text now begins in {to}.",
  "quote-found": "The comparison found no match for the text of {from}, but the same text is in {to}.",
  "few-words-left": "The most likely location is {to}, with {replaced} of {total} words replaced.",
  "clause-rewritten": "The clause {from} was rewritten. The clause in its position is {to}.",
  "some-targets-lost": "{lost} of {total} locations could not be found.",
  "some-words-removed": "The text was deleted at {removed} of {total} locations. Only the clauses are shown there.",
  "option-chosen": "The option {from} became the text of {to}.",
  "other-option-chosen": "{chosen} was chosen instead and is now the text of {to}.",
  "options-replaced": "A new text replaced all options: {to}.",
  "section-merged": "Most clauses of {from} are now in {to}.",
  "clause-left": "The text was deleted. Only its clause is shown: {to}.",
  "clause-left-renumbered": "The text was deleted. Only its clause is shown: {from}, which is now {to}.",
  "clause-left-scattered":
    "{replaced} of {total} words were deleted, and the rest is too short or too scattered. Only the clause is shown: {to}.",
  "clause-removed": "The clause {from} was deleted.",
  "words-removed": "The text was deleted from {to}.",
  "words-removed-renumbered": "The text was deleted from {from}, which is now {to}.",
  "words-scattered":
    "The text in {from} lost {replaced} of {total} words. The rest is too short or too scattered to place.",
  "place-confirmed": "A person confirmed the location in {to}.",
  "place-re-anchored": "A person chose the location in {to}.",
  "place-given-up": "A person left it unplaced.",
  "text-damaged": "A stored text is damaged.",
  "target-unknown": "Its text is not in the draft it was made on.",
  "whole-document": "It is about the whole document.",
} as const satisfies Catalogue<PlacementReasonCode | `state-${PlacementState}` | "state-gone">;
