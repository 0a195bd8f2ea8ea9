import type { ClauseKind } from "#core/text/clause.ts";
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
