import { codesOf } from "#core/text/closed-list.ts";

/**
 * The kinds of events that record a change of the settings, each with the kind that undoes it. Only the list of changes
 * shows them, so pages on which people read do not load this table.
 */
export const reverseKinds = {
  "forum-changed": "forum-changed",
  "groups-changed": "groups-changed",
  "calendar-changed": "calendar-changed",
  "organisation-added": "organisation-removed",
  "organisation-removed": "organisation-added",
  "organisation-changed": "organisation-changed",
  "organisation-archived": "organisation-restored",
  "organisation-restored": "organisation-archived",
  "organisations-merged": "organisations-parted",
  "organisations-parted": "organisations-merged",
  "person-added": "person-removed",
  "person-removed": "person-added",
  "person-changed": "person-changed",
  "person-deactivated": "person-reactivated",
  "person-reactivated": "person-deactivated",
  "deputy-appointed": "deputy-removed",
  "deputy-removed": "deputy-appointed",
  "deputy-accepted": "deputy-changed",
  "deputy-revoked": "deputy-changed",
  "deputy-changed": "deputy-changed",
  // Documents and versions have their events in the history of the document too.
  "document-changed": "document-changed",
  "document-moved": "document-moved",
  "document-archived": "document-restored",
  "document-restored": "document-archived",
  "version-corrected": "version-corrected",
} as const;

/** Kinds that cannot be undone as a change of the settings. */
const finalKinds = {
  "set-up-changed": null,
  "model-forum-tried": null,
  "model-forum-cleared": null,
  "deputy-acted": null,
  "address-replaced": null,
  "person-erased": null,
} as const;

export type ReversibleKind = keyof typeof reverseKinds;
export type AdministrationKind = ReversibleKind | keyof typeof finalKinds;

/** All kinds of events that record a change of the settings. */
export const administrationKinds = codesOf<AdministrationKind>({ ...reverseKinds, ...finalKinds });

/** Returns whether events of a kind can be undone as a change of the settings. */
export function isReversible(kind: string): kind is ReversibleKind {
  return Object.hasOwn(reverseKinds, kind);
}

/** The kinds of events that the audit records for itself. No list of events shows them. */
export type AuditKind = "private-chain-published" | "records-bound" | "forum-restored" | "heads-accepted";

/**
 * The kinds of events that record how a person signs in, and which earlier drafts were opened to them. No list of events shows them: they say nothing to others, and
 * pages on which people read do not load them.
 */
export type AccountKind =
  | "identity-linked"
  | "identity-unlinked"
  | "passkey-added"
  | "passkey-renamed"
  | "passkey-removed"
  | "access-recovered"
  | "address-agreed"
  | "earlier-drafts-opened";
