import type { Circle, Role } from "#core/access/people.ts";
import type { KeptForum } from "#core/access/kept-forum.ts";
import type { Deputy, KeptOrganisation, KeptParticipant } from "#core/access/kept-people.ts";
import type { Preferences, SavedFilter } from "#core/access/preferences.ts";
import type { Scope as TokenScope } from "#core/access/scopes.ts";
import type { Annotation, Visibility } from "#core/discuss/annotation.ts";
import type { Announcement } from "#core/discuss/announcement.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { Consultation } from "#core/outcome/consultation.ts";
import type { DecisionRecord } from "#core/outcome/decision.ts";
import type { DeskEntry } from "#core/outcome/desk-entry.ts";
import type { Link } from "#core/discuss/link.ts";
import type { Settlement } from "#core/place/settlement.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";
import { passingCollections } from "./passing-rows.ts";
import type { UnrecordedRows } from "./unrecorded-rows.ts";

/** A value with an id. */
export interface Identified {
  readonly id: string;
}

/** The text of one or more versions: the draft schema's JSON, identified by its content hash. */
export interface Content extends Identified {
  readonly draft: unknown;
}

/** The bytes of an uploaded file, identified by their SHA-256. */
interface Original extends Identified {
  readonly bytes: Uint8Array;
}

/**
 * A reply with the visibility of its annotation when the reply was made. A reply to a draft annotation stays limited to
 * the people who could see it then.
 */
export interface KeptReply extends Reply {
  readonly visibility: Visibility;
  /**
   * Ids of the organisations of the circle that could read the annotation when the reply was made. Absent if the reply
   * is for others than a circle, or was made before this list existed: it is then as open as its annotation.
   */
  readonly openTo?: readonly string[];
}

/** A settlement with the visibility of its annotation when the settlement was last changed. */
export interface KeptSettlement extends Settlement {
  readonly visibility: Visibility;
}

/** A one-time sign-in link, identified by the SHA-256 of its token. The token itself is never stored. */
interface Invitation extends Identified {
  readonly participantId: string;
  /** ISO 8601 in UTC, as everywhere. */
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Why its message was not sent, or null if it was. Absent without a message, and where an earlier version stored it. */
  readonly mailFailure?: "unreachable" | "refused" | null;
}

/**
 * A participant's session on one device, identified by the SHA-256 of the cookie's token. Sessions
 * stored by earlier versions have only the required fields.
 */
export interface Session extends Identified {
  readonly participantId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
  /** Id of the person in whose place the participant acts, as their deputy. Absent if they act for themselves. */
  readonly actingFor?: string;
  /** Id that stays when the token is renewed, by which its owner sees and ends it. */
  readonly series?: string;
  /** The browser and system, such as "Firefox, Windows"; null if unknown. */
  readonly device?: string | null;
  /** To the day. */
  readonly lastUsedAt?: string;
  /** The token was renewed, and this one ends within a minute. */
  readonly isRenewed?: true;
  /** It was opened with a passkey or a provider. */
  readonly isStrong?: true;
}

/** A token by which a person's scripts act for them, identified by its SHA-256. The token itself is never stored. */
export interface AccessToken extends Identified {
  readonly participantId: string;
  readonly name: string;
  readonly scopes: readonly TokenScope[];
  readonly createdAt: string;
  readonly expiresAt: string;
  /** To the day. */
  readonly lastUsedAt: string | null;
  /**
   * The role and organisation for which it opens feeds, and nothing else. It ends when its owner has another. Absent for a
   * token with scopes.
   */
  readonly feedsOf?: { readonly role: Role; readonly organisationId: string | null };
  /** It was made in a session that was opened with a passkey or a provider. */
  readonly isStrong?: true;
}

/** Facts of a participant who has signed in, identified by their id. */
export interface Account extends Identified {
  readonly firstSignedInAt: string;
  /** The browsers on which they signed in, by the SHA-256 of a cookie's token. The last used comes last. */
  readonly devices: readonly string[];
  /**
   * Hashes of the issuers with which the account was ever linked. An account joins an issuer by its mail address only
   * once, so that what was unlinked stays so.
   */
  readonly joinedIssuers?: readonly string[];
}

/**
 * A person's account at a provider of sign-in, identified by the SHA-256 of issuer and subject. The provider's name and
 * address here may change.
 */
export interface Identity extends Identified {
  readonly participantId: string;
  readonly issuer: string;
  /** The mail address at the provider when it was linked, by which its owner recognises it. Null if it sent none. */
  readonly email: string | null;
  readonly linkedAt: string;
  readonly lastUsedAt: string;
}

/** A person's passkey, identified by the SHA-256 of its credential id. */
export interface Passkey extends Identified {
  readonly participantId: string;
  readonly name: string;
  /** The host to which it is bound. */
  readonly host: string;
  /** Id and public key (COSE) in base64url. */
  readonly credentialId: string;
  readonly publicKey: string;
  /** The counter of its last use. Passkeys that are synchronised between devices always send 0. */
  readonly counter: number;
  readonly transports: readonly string[];
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

/** The head of the private chain as it was last recorded in the public one. Its id is "private". */
interface PublishedHead extends Identified {
  readonly at: string;
  readonly position: number;
  readonly link: string;
}

/** Hash that replaces the one of a file that was deleted on legal demand. No real file has it. */
export const erasedHash = "0".repeat(64);

/** Values kept in memory as a whole, which may change. */
export interface Rows extends UnrecordedRows {
  forum: KeptForum;
  documents: ForumDocument;
  versions: Version;
  organisations: KeptOrganisation;
  participants: KeptParticipant;
  annotations: Annotation;
  replies: KeptReply;
  /** Decisions, under the name that they were first stored and recorded with. */
  dispositions: DecisionRecord;
  deskEntries: DeskEntry;
  settlements: KeptSettlement;
  uptakes: UptakeCorrection;
  consultations: Consultation;
  circles: Circle;
  views: SavedFilter;
  contributions: Contribution;
  links: Link;
  invitations: Invitation;
  sessions: Session;
  deputies: Deputy;
  accounts: Account;
  identities: Identity;
  passkeys: Passkey;
  tokens: AccessToken;
  preferences: Preferences & Identified;
  publishedHeads: PublishedHead;
  announcements: Announcement;
}
export type RowCollection = keyof Rows;

/** Large, immutable values identified by their hash. They are fetched one at a time and never listed. */
export interface Bodies {
  contents: Content;
  originals: Original;
}
export type BodyCollection = keyof Bodies;

/** Every collection with its value type. */
export type Records = Rows & Bodies;
export type Collection = keyof Records;

/** The id of a body, and the SHA-256, in lower-case hex, of its bytes as they are stored: a text as JSON. */
export interface BodyRow extends Identified {
  /** Absent only before form 3 of a data folder. */
  readonly digest?: string;
}

/** Collections whose values are kept in memory as a whole. */
export const rowCollections = [
  "forum",
  "documents",
  "versions",
  "organisations",
  "participants",
  "annotations",
  "replies",
  "dispositions",
  "settlements",
  "uptakes",
  "consultations",
  "circles",
  "views",
  "contributions",
  "links",
  "invitations",
  "sessions",
  "deputies",
  "accounts",
  "identities",
  "passkeys",
  "tokens",
  "preferences",
  "publishedHeads",
  "announcements",
  "deskEntries",
  "inboxes",
  "mailings",
  "cursors",
  "followedClauses",
  "webhooks",
  "deliveries",
  "columnMappings",
  ...passingCollections,
] as const satisfies readonly RowCollection[];

/** Collections whose values are identified by their hash. */
export const bodyCollections = ["contents", "originals"] as const satisfies readonly BodyCollection[];

/** Returns whether the collection's values are identified by their hash. */
export function isBodyCollection(collection: Collection): collection is BodyCollection {
  return collection === "contents" || collection === "originals";
}
