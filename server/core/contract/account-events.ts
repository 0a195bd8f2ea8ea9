/**
 * The kinds of events that record how a person signs in. No list of events shows them: they say nothing to others, and
 * pages on which people read do not load them.
 */
export type AccountKind =
  | "identity-linked"
  | "identity-unlinked"
  | "passkey-added"
  | "passkey-renamed"
  | "passkey-removed"
  | "access-recovered";
