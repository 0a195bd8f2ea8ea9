import type { candidateReasons } from "#core/place/candidate-place.ts";
import type { hitOutcomes } from "#core/place/placement.ts";
import type { placeActs } from "#core/place/settlement.ts";

/** Column heads and captions of the outcomes table. */
type TableText =
  | "caption"
  | "note"
  | "waiting"
  | "source"
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
