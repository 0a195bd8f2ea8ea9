import { randomBytes } from "node:crypto";
import type { ChainHead } from "#core/audit/chain-line.ts";
import type { AccountKind, AdministrationKind, AuditKind } from "#core/contract/administration-events.ts";
import type { EventKind, ForumEvent } from "#core/contract/event-operations.ts";
import type { Collection } from "./collections.ts";

/**
 * The chains of events. `public` has what everybody who may read the forum could know of at the time. All else is
 * `private`, so that the public chain does not reveal that it happened.
 */
export const chains = ["public", "private"] as const;
export type Chain = (typeof chains)[number];

/** The key of a row or body, and its digest after a transaction (seals.ts): null if it was removed. */
export type BoundRecord = readonly [key: string, digest: string | null];

/** The number of an event whose facts were replaced by an erasure, and the digest of its facts since then. */
export type Replacement = readonly [seq: number, digest: string];

/** An event's place in its chain (audit-chain.ts). It never changes, except that replaced facts get a new salt. */
export interface AuditRecord extends ChainHead {
  /** Random. Null only in earlier forms of the store, which dropped it if facts of the event were erased. */
  readonly salt: string | null;
  /** The digest of the facts, or the hash of that and of what the event binds. */
  readonly commitment: string;
  /** The digest of the facts when the event was appended, if the commitment is another. */
  readonly facts?: string;
  /** The records that a commit changed. The last event of its transactions has them. */
  readonly records?: readonly BoundRecord[];
  /** The earlier events whose facts the transaction erased. */
  readonly replaced?: readonly Replacement[];
}

/** The value that an event affects. */
export interface EventSubject {
  readonly collection: Collection;
  readonly id: string;
}

/** An event as appended by a transaction. The store adds its number and id. */
export interface NewEvent extends Omit<ForumEvent, "id" | "subject" | "kind"> {
  kind: EventKind | AdministrationKind | AccountKind | AuditKind;
  /** Id of the deputy who acted in the place of `actor`. Absent if the actor acted in person. */
  deputy?: string;
  /** Shared by the events of one act that changed several records, so that they are undone together. */
  changeId?: string;
  /** The kind of act, if it changed records of several kinds at once. Absent on other events, and on earlier ones. */
  act?: "import" | "import-undone";
  subject: EventSubject;
  /**
   * Keys of whom or what it concerns, by which notifications are found, such as `author/PERSON` and `thread/ID`
   * (services/kernel/concerns.ts). They never leave the server. Absent if it concerns nobody, and on earlier events.
   */
  concerns?: readonly string[];
  /** Absent means private. */
  chain?: Chain;
  /** The subject before the event, or null if it did not exist. Kept for audit and undo; the API never sends it. */
  before: unknown;
  /** The subject after the event, or null if it was removed. */
  after: unknown;
}

/** An event without the states before and after it, which no index needs. */
export type EventFacts = Omit<NewEvent, "before" | "after">;

/** An event as stored. */
export interface StoredEvent extends NewEvent {
  /**
   * Sequence number from 1, without gaps. It never leaves the server, because gaps in a reader's events would reveal
   * the number of hidden ones.
   */
  seq: number;
  /** Public id. It is random, so that it does not reveal the number of events. */
  id: string;
  chain: Chain;
  audit: AuditRecord;
}

/**
 * Returns an id that nobody can guess or order: 96 random bits. It never begins with a hyphen, because the command line
 * would read it as an option (`forum undo ID`).
 */
export function newEventId(): string {
  const id = randomBytes(12).toString("base64url");
  return id.startsWith("-") ? newEventId() : id;
}
