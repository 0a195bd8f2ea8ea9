import type { Circle, Organisation, Participant } from "#core/access/people.ts";
import type { Forum } from "#core/access/forum.ts";
import type { SavedView } from "#core/access/saved-view.ts";
import type { Annotation, Visibility } from "#core/discuss/annotation.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { Consultation } from "#core/outcome/consultation.ts";
import type { Disposition } from "#core/outcome/disposition.ts";
import type { Link } from "#core/discuss/link.ts";
import type { Settlement } from "#core/place/settlement.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";

/** Something named by an id of its own. */
export interface Identified {
  readonly id: string;
}

/** The text of one or more versions: the draft schema's JSON, named by its content hash. */
export interface Content extends Identified {
  readonly draft: unknown;
}

/** The bytes of an uploaded file, named by their SHA-256. */
interface Original extends Identified {
  readonly bytes: Uint8Array;
}

/** A reply with how far what it answered was visible when it was made: what is said to a draft stays among those it was said to. */
export interface KeptReply extends Reply {
  readonly visibility: Visibility;
}

/** A settlement with how far what it settles was visible when that was last changed. */
export interface KeptSettlement extends Settlement {
  readonly visibility: Visibility;
}

/** A one-time sign-in link, named by the SHA-256 of its token; the token itself is never kept. */
interface Invitation extends Identified {
  readonly participantId: string;
  /** ISO 8601, UTC, as everywhere. */
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** Somebody signed in on one device, named by the SHA-256 of the cookie's token. */
interface Session extends Identified {
  readonly participantId: string;
  readonly createdAt: string;
  readonly expiresAt: string;
}

/** What is held whole and may change. */
export interface Rows {
  forum: Forum;
  documents: ForumDocument;
  versions: Version;
  organisations: Organisation;
  participants: Participant;
  annotations: Annotation;
  replies: KeptReply;
  dispositions: Disposition;
  settlements: KeptSettlement;
  uptakes: UptakeCorrection;
  consultations: Consultation;
  circles: Circle;
  views: SavedView;
  contributions: Contribution;
  links: Link;
  invitations: Invitation;
  sessions: Session;
}
export type RowCollection = keyof Rows;

/** What is big, never changes, and is named by a hash of itself: fetched one at a time, never listed. */
export interface Bodies {
  contents: Content;
  originals: Original;
}
export type BodyCollection = keyof Bodies;

/** Every collection with what it holds. */
export type Records = Rows & Bodies;
export type Collection = keyof Records;

/** The fields a list can be narrowed by; a store that has indexes has one for each. */
interface Scopes {
  forum: never;
  documents: never;
  versions: "documentId";
  organisations: never;
  participants: "organisationId";
  annotations: "documentId" | "versionId" | "circleId";
  replies: "documentId" | "annotationId";
  dispositions: "documentId";
  settlements: "documentId" | "annotationId";
  uptakes: "documentId" | "annotationId";
  consultations: "documentId";
  circles: never;
  views: "participantId";
  contributions: never;
  links: "documentId" | "baseVersionId" | "revisedVersionId";
  invitations: "participantId";
  sessions: "participantId";
}

/** Narrows a list: every field named has to be equal. */
export type Scope<C extends RowCollection> = Partial<Pick<Rows[C], Scopes[C] & keyof Rows[C]>>;

/** Collections whose values are held whole. */
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
] as const satisfies readonly RowCollection[];

/** Collections whose values are named by their hash. */
export const bodyCollections = ["contents", "originals"] as const satisfies readonly BodyCollection[];

/** Whether values of the collection are named by their hash. */
export function isBodyCollection(collection: Collection): collection is BodyCollection {
  return collection === "contents" || collection === "originals";
}
