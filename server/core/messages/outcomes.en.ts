import type { candidateReasons } from "#core/place/candidate-place.ts";
import type { hitOutcomes } from "#core/place/placement.ts";
import type { placeActs } from "#core/place/settlement.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** Column heads and captions of the outcomes table. */
type LedgerWord =
  | "caption"
  | "title"
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
export const ledger: Catalogue<
  | (typeof candidateReasons)[number]
  | `place-act-${(typeof placeActs)[number]}`
  | `hit-${(typeof hitOutcomes)[number]}`
  | "places-settled"
  | "places-settled-list"
  | "place-stands-for"
  | "places-computed"
  | "places-computed-list"
  | `ledger-${LedgerWord}`
> = {
  "ledger-caption": "What became of each comment on each later draft",
  "ledger-title": "Ledger of {document}",
  "ledger-note":
    "{count, plural, one {# comment against the drafts that came after it.} other {# comments against the drafts that came after them.}}",
  "ledger-waiting":
    "{count, plural, one {# waits for its author or the secretariat to say where it belongs.} other {# wait for their author or the secretariat to say where they belong.}}",
  "ledger-source": "Source",
  "ledger-group": "Group",
  "ledger-kind": "Kind",
  "ledger-type": "Type",
  "ledger-date": "Date",
  "ledger-made-on": "Made on",
  "ledger-quote": "Words meant",
  "ledger-says": "Says",
  "ledger-decision": "Decision",
  "ledger-made-here": "made here",

  "candidate-same-words": "The very words stand in {to}.",
  "candidate-like-words":
    "{shared, plural, one {# of {total} words stands in {to}.} other {# of {total} words stand in {to}.}}",
  "candidate-same-clause": "The clause it was in: {to}.",
  "candidate-clause": "The clause {from} became {to}.",

  "hit-stands": "stands still",
  "hit-changed": "changed",
  "hit-gone": "gone",
  "hit-unsure": "to be looked at",
  "places-settled": "{count, plural, one {# place} other {# places}}",
  "places-settled-list": "Its places as a person settled them",
  "place-stands-for": "in place of",
  "places-computed": "By the texts alone:",
  "places-computed-list": "Its places by the texts alone",

  "place-act-confirmed": "confirmed",
  "place-act-re-anchored": "placed by hand",
  "place-act-given-up": "given up",
};
