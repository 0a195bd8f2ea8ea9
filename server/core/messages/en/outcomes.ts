import type { UptakeExtent, uptakeReasons } from "#core/outcome/uptake.ts";
import type { candidateReasons, placeActs } from "#core/place/settlement.ts";
import type { hitOutcomes, PlacementReasonCode, PlacementState } from "#core/place/placement.ts";

/** Column heads and captions of the outcomes table. */
type TableText =
  | "caption"
  | "note"
  | "waiting"
  | "source"
  | "clause"
  | "whole-document"
  | "group"
  | "kind"
  | "type"
  | "date"
  | "made-on"
  | "quote"
  | "says"
  | "decision"
  | "made-here";

/** Decisions on placements and reasons for candidate places. */
export const outcomes = {
  "outcomes-caption": "Outcome of each comment in each later draft",
  "outcomes-note":
    "{count, plural, one {# comment and its outcome in later drafts.} other {# comments and their outcomes in later drafts.}}",
  "outcomes-waiting":
    "{count, plural, one {# comment needs a decision on location from the author or the secretariat.} other {# comments need a decision on location from the author or the secretariat.}}",
  "outcomes-source": "Source",
  "outcomes-clause": "Clause",
  "outcomes-whole-document": "whole document",
  "outcomes-group": "Group",
  "outcomes-kind": "Kind",
  "outcomes-type": "Type",
  "outcomes-date": "Date",
  "outcomes-made-on": "Made on",
  "outcomes-quote": "Quoted text",
  "outcomes-says": "Text",
  "outcomes-decision": "Decision",
  "outcomes-made-here": "made here",

  "candidate-same-words": "The same text is in {to}.",
  "candidate-like-words":
    "{shared, plural, one {# of {total} words is in {to}.} other {# of {total} words are in {to}.}}",
  "candidate-same-clause": "The original clause: {to}.",
  "candidate-clause": "The clause {from} is now {to}.",
  "candidate-like-clause": "{shared} of {total} words of {from} are in {to}.",
  "candidate-reworded": "The clause {from} may have become {to} ({percent} % likely).",

  "hit-stands": "unchanged",
  "hit-changed": "changed",
  "hit-gone": "deleted",
  "hit-unsure": "needs review",
  "places-settled": "{count, plural, one {# location} other {# locations}}",
  "places-settled-list": "Locations decided by a person",
  "place-stands-for": "instead of {location}",
  "places-computed": "Computed from the text: {locations}",
  "places-computed-list": "Locations computed from the text",

  "place-act-confirmed": "confirmed",
  "place-act-re-anchored": "placed by hand",
  "place-act-given-up": "left unplaced",
} as const satisfies Readonly<
  Record<
    | (typeof candidateReasons)[number]
    | `place-act-${(typeof placeActs)[number]}`
    | `hit-${(typeof hitOutcomes)[number]}`
    | "places-settled"
    | "places-settled-list"
    | "place-stands-for"
    | "places-computed"
    | "places-computed-list"
    | `outcomes-${TableText}`,
    string
  >
>;

/** Placement states and their reasons. */
export const placements = {
  "state-exact": "unchanged",
  "state-shifted": "at a new position",
  "state-text-changed": "text changed",
  "state-taken": "text as proposed",
  "state-clause-moved": "moved with its clause",
  "state-clause-split": "clause split",
  "state-clause-only": "text deleted",
  "state-alternative": "other option chosen",
  "state-approximate": "location uncertain",
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
} as const satisfies Readonly<Record<PlacementReasonCode | `state-${PlacementState}` | "state-gone", string>>;

/** Uptake of proposals by drafts, with the evidence for it. */
export const uptakes = {
  "uptake-note": "This shows text, not influence. A match does not show who added the text to the draft, or why.",
  "uptake-organisation": "Organisation",
  "uptake-by-organisation": "By organisation",
  "uptake-by-group": "By group",
  "uptake-by-proposal": "By proposal",

  "uptake-extent-verbatim": "in full",
  "uptake-extent-in-part": "in part",
  "uptake-extent-not": "not at all",

  "uptake-count-verbatim": "{count} in full",
  "uptake-count-in-part": "{count} in part",
  "uptake-count-not": "{count} not at all",

  "uptake-words": "All the proposed text is in {to}.",
  "uptake-some-words":
    "{taken, plural, one {# of {total} proposed words is in {to}.} other {# of {total} proposed words are in {to}.}}",
  "uptake-beside": "The proposed text is in {to}, but so is the text it should replace.",
  "uptake-with-more": "The proposed text is in {to}, with other new text where text should only be deleted.",
  "uptake-replaced-otherwise": "The text to delete is gone from {from}, but other text than proposed replaces it.",
  "uptake-no-words":
    "{total, plural, one {The proposed word is not in the expected location.} other {None of the # proposed words is in the expected location.}}",
  "uptake-gone": "The text to delete is gone from {from}.",
  "uptake-some-gone":
    "{taken, plural, one {# of {total} words to delete is gone from {from}.} other {# of {total} words to delete are gone from {from}.}}",
  "uptake-stays": "The text to delete is still in {to}.",
  "uptake-moved": "The clause moved as proposed and is now {to}.",
  "uptake-moved-elsewhere": "The clause moved, but not to the proposed location. It is now {to}.",
  "uptake-not-moved": "The clause did not move. It is {to}.",
  "uptake-relabelled": "The clause has the proposed number: {to}.",
  "uptake-not-relabelled": "The clause does not have the proposed number. It is {to}.",
  "uptake-steps":
    "{taken, plural, one {# of {total} proposed changes is in the draft, in full or in part.} other {# of {total} proposed changes are in the draft, in full or in part.}}",
} as const satisfies Readonly<
  Record<
    | (typeof uptakeReasons)[number]
    | `uptake-extent-${UptakeExtent}`
    | `uptake-count-${UptakeExtent}`
    | `uptake-${"note" | "organisation" | `by-${"organisation" | "group" | "proposal"}`}`,
    string
  >
>;
