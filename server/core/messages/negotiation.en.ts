import type { Catalogue } from "#core/messages/catalogue.ts";
import type { NegotiationCounts, negotiationMarks } from "#core/text/negotiation.ts";

/** Names of the negotiation marks, shown beside them and read by screen readers. */
export const negotiation: Catalogue<
  | `sign-${(typeof negotiationMarks)[number]}`
  | "sign-nested"
  | "sign-single"
  | "open-none"
  | `open-${keyof Pick<
      NegotiationCounts,
      "brackets" | "nested" | "unbalanced" | "alternatives" | "agreed" | "agreedAdRef" | "insertedClauses"
    >}`
> = {
  "sign-bracket": "In brackets: not agreed",
  "sign-nested": "In brackets within brackets: not agreed",
  "sign-single": "A bracket without its fellow",
  "sign-source": "Who put it forward",
  "sign-alternative": "An alternative",
  "sign-agreed": "Agreed",
  "sign-agreed-ad-ref": "Agreed, to be confirmed",
  "sign-symbol": "What is proposed for the clause",

  "open-none": "nothing left open",
  "open-brackets": "{count, plural, one {# bracket} other {# brackets}}",
  "open-nested": "{count, plural, one {# within another} other {# within others}}",
  "open-unbalanced": "{count, plural, one {# bracket without its fellow} other {# brackets without their fellows}}",
  "open-alternatives": "{count, plural, one {# alternative} other {# alternatives}}",
  "open-agreed": "{count} agreed",
  "open-agreedAdRef": "{count} agreed ad ref",
  "open-insertedClauses": "{count, plural, one {# clause put in between} other {# clauses put in between}}",
};
