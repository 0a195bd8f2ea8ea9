import type { UptakeExtent, uptakeReasons } from "#core/outcome/uptake.ts";

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
