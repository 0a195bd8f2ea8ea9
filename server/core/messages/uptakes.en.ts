import type { UptakeExtent, uptakeReasons } from "#core/outcome/uptake.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** Uptake of proposals by drafts, with the evidence for it. */
export const uptakes: Catalogue<
  | (typeof uptakeReasons)[number]
  | `uptake-extent-${UptakeExtent}`
  | `uptake-${"title" | "note" | "organisation" | `by-${"organisation" | "group" | "proposal"}`}`
> = {
  "uptake-title": "Proposed wording in the drafts of {document}",
  "uptake-note":
    "This shows text, not influence: that words stand in a later draft does not say who brought them in, nor why.",
  "uptake-organisation": "Organisation",
  "uptake-by-organisation": "By organisation",
  "uptake-by-group": "By group",
  "uptake-by-proposal": "By proposal",

  "uptake-extent-verbatim": "to the letter",
  "uptake-extent-in-part": "in part",
  "uptake-extent-not": "not",

  "uptake-words": "All the words proposed stand in {to}.",
  "uptake-some-words":
    "{taken, plural, one {# of {total} words proposed stands in {to}.} other {# of {total} words proposed stand in {to}.}}",
  "uptake-beside": "The words proposed stand in {to}, and so do those they were to replace.",
  "uptake-with-more": "The words proposed stand in {to}, with others where words were to go.",
  "uptake-replaced-otherwise": "Words of {from} that were to go are gone, but others than those proposed stand there.",
  "uptake-no-words":
    "{total, plural, one {The word proposed does not stand there.} other {None of the # words proposed stands there.}}",
  "uptake-gone": "What was to go from {from} is gone.",
  "uptake-some-gone":
    "{taken, plural, one {Of {total} words that were to go from {from}, # is gone.} other {Of {total} words that were to go from {from}, # are gone.}}",
  "uptake-stays": "What was to go stands still, in {to}.",
  "uptake-moved": "The clause moved as proposed, and is now {to}.",
  "uptake-moved-elsewhere": "The clause moved and is now {to}, which is not the place proposed.",
  "uptake-not-moved": "The clause did not move; it is {to}.",
  "uptake-relabelled": "The clause has the number proposed: {to}.",
  "uptake-not-relabelled": "The clause has not the number proposed; it is {to}.",
  "uptake-steps":
    "{taken, plural, one {Of {total} steps proposed # was taken, wholly or in part.} other {Of {total} steps proposed # were taken, wholly or in part.}}",
};
