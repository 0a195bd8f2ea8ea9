import type { Catalogue } from "#core/messages/catalogue.ts";
import type { ClauseKind } from "#core/text/clause-kind.ts";

const clauseKinds: Catalogue<`clause-kind-${ClauseKind}`> = {
  "clause-kind-title": "title",
  "clause-kind-opening": "opening line",
  "clause-kind-verb": "verb",
  "clause-kind-recital": "recital",
  "clause-kind-operative": "operative item",
  "clause-kind-heading": "heading",
  "clause-kind-paragraph": "paragraph",
  "clause-kind-item": "part of an item",
  "clause-kind-footnote": "footnote",
  "clause-kind-cell": "table cell",
};

/** Notices shown before the text of a version, and names of clause kinds. */
export const versions = {
  ...clauseKinds,

  "version-prepared": "This version is prepared and not yet published.",
  "version-withdrawn": "This version was withdrawn.",
  "version-withdrawn-reason": "This version was withdrawn: {reason}",
  "version-superseded": "Another text has taken this version’s place.",
  "version-instead": "Read {label} instead",
  "version-latest": "Latest: {label}",
  "version-as-file": "The text as a web page",
  "version-as-commented-file":
    "{count, plural, one {The text with # comment as a web page} other {The text with # comments as a web page}}",
  "version-drafts": "Drafts",
  "version-without-script":
    "Commenting, comparing side by side and searching need a browser with scripts; reading and printing do not.",
} satisfies Catalogue<string>;
