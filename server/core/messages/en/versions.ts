import type { ClauseKind } from "#core/text/clause.ts";
import type { NegotiationCounts, negotiationMarks } from "#core/text/negotiation/negotiation.ts";
import type { Version } from "#core/text/version.ts";

const clauseKinds = {
  "clause-kind-title": "title",
  "clause-kind-opening": "opening line",
  "clause-kind-verb": "verb",
  "clause-kind-recital": "recital",
  "clause-kind-operative": "operative paragraph",
  "clause-kind-heading": "heading",
  "clause-kind-paragraph": "paragraph",
  "clause-kind-item": "item",
  "clause-kind-footnote": "footnote",
  "clause-kind-cell": "table cell",
} as const satisfies Readonly<Record<`clause-kind-${ClauseKind}`, string>>;

const states = {
  "version-state-prepared": "prepared",
  "version-state-published": "published",
  "version-state-withdrawn": "withdrawn",
  "version-state-superseded": "superseded",
} as const satisfies Readonly<Record<`version-state-${Version["state"]}`, string>>;

/** Notices shown before the text of a version, and names of clause kinds and version states. */
export const versions = {
  ...clauseKinds,
  ...states,

  "version-prepared": "This draft is prepared but not published.",
  "version-withdrawn": "This draft was withdrawn.",
  "version-withdrawn-reason": "This draft was withdrawn: {reason}",
  "version-superseded": "Another draft has replaced this one.",
  "version-instead": "Read {label} instead",
  "version-latest": "Latest: {label}",
} as const satisfies Readonly<Record<string, string>>;

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

/** Messages on when a version is open to comments, for its page and the calendar. Times include their zone. */
export const consultations = {
  "consultation-upcoming": "Comments open {opens}. Until then, they are saved as drafts.",
  "consultation-open": "Comments close {closes}.",
  "consultation-closed": "Comments closed {closes}. New submissions are marked as Late.",
  "consultation-blind":
    "The consultation is blind: until it closes, only the secretariat and the chair see other organisations’ submissions.",
  "consultation-was-blind": "The consultation was blind. All submissions are now visible.",
  "submission-upcoming": "Comments open {opens}. Save yours as a draft until then.",
  "submission-blind": "Other organisations see it after the consultation closes.",
  "submission-late": "The consultation has closed. Your submission will be marked as Late.",
  "consultation-left": "{left} left",
  "consultation-opens-in": "Opens in {left}",
  "consultation-opens-entry": "{document}, {version}: comments open",
  "consultation-closes-entry": "{document}, {version}: comments close",
  "consultation-late": "Late",
  "left-day": "{count, plural, one {# day} other {# days}}",
  "left-hour": "{count, plural, one {# hour} other {# hours}}",
  "left-minute": "{count, plural, one {# minute} other {# minutes}}",
  "left-moment": "less than a minute",
} as const satisfies Readonly<Record<string, string>>;
