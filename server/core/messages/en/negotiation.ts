import type { NegotiationCounts, negotiationMarks } from "#core/text/negotiation/negotiation.ts";

/** Names of the negotiation marks, shown beside them and read by screen readers. */
export const negotiation = {
  "sign-bracket": "In brackets: not agreed",
  "sign-nested": "In nested brackets: not agreed",
  "sign-single": "Unpaired bracket",
  "sign-source": "Source of the text",
  "sign-alternative": "Option",
  "sign-agreed": "Agreed",
  "sign-agreed-ad-ref": "Agreed, to be confirmed",
  "sign-symbol": "Proposed action for the clause",

  "open-none": "no open points",
  "open-brackets": "{count, plural, one {# bracket} other {# brackets}}",
  "open-nested": "{count} nested",
  "open-unbalanced": "{count, plural, one {# unpaired bracket} other {# unpaired brackets}}",
  "open-alternatives": "{count, plural, one {# option} other {# options}}",
  "open-agreed": "{count} agreed",
  "open-agreedAdRef": "{count} agreed ad ref",
  "open-insertedClauses": "{count, plural, one {# inserted clause (bis)} other {# inserted clauses (bis)}}",
} as const satisfies Readonly<
  Record<
    | `sign-${(typeof negotiationMarks)[number]}`
    | "sign-nested"
    | "sign-single"
    | "open-none"
    | `open-${keyof Pick<
        NegotiationCounts,
        "brackets" | "nested" | "unbalanced" | "alternatives" | "agreed" | "agreedAdRef" | "insertedClauses"
      >}`,
    string
  >
>;
