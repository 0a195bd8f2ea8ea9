import type { candidateReasons } from "#core/annotate/candidate-place.ts";
import type { hitOutcomes } from "#core/annotate/target-hit.ts";
import type { placeActs } from "#core/annotate/settlement.ts";
import type { Catalogue } from "#core/messages/catalogue.ts";

/** What people make of an annotation's place on a later draft, and why a place is offered. */
export const ledger: Catalogue<
  (typeof candidateReasons)[number] | `place-act-${(typeof placeActs)[number]}` | `hit-${(typeof hitOutcomes)[number]}`
> = {
  "candidate-same-words": "The very words stand in {to}.",
  "candidate-like-words": {
    by: "shared",
    one: "{shared} of {total} words stands in {to}.",
    other: "{shared} of {total} words stand in {to}.",
  },
  "candidate-clause": "The clause {from} became {to}.",

  "hit-stands": "stands still",
  "hit-changed": "changed",
  "hit-gone": "gone",
  "hit-unsure": "to be looked at",

  "place-act-confirmed": "confirmed",
  "place-act-re-anchored": "placed by hand",
  "place-act-given-up": "given up",
};
