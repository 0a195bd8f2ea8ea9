import type { DigestTimes, MailTime } from "#core/contract/mail-choices.ts";
import type { ClausePair } from "#core/compare/comparison.ts";
import type {
  DeliveryKind,
  DeliveryOutcome,
  DeliveryState,
  WebhookNews,
  WebhookOff,
} from "#core/contract/webhook-operations.ts";
import type { ColumnMapping } from "#core/receive/file-columns.ts";
import { type PassingRows, passingCollections } from "./passing-rows.ts";

/** How a person marked an item of their inbox. */
export type InboxMarkState = "read" | "unread" | "done";

/** A place in the event log. */
export interface InboxPlace {
  /** The number of an event. 0 for items that no event stands for, which are compared by their time. */
  readonly seq: number;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** A person's mark on an item. It covers the events up to its place. */
export interface InboxMark extends InboxPlace {
  /** The key of the item, such as `thread/ID`. */
  readonly item: string;
  readonly state: InboxMarkState;
}

/** A thread, document, clause or organisation that a person follows. */
export interface Followed {
  /** Such as `thread/ID`. That of a clause names its row in `followedClauses`. */
  readonly key: string;
  /** The number of the last event before: what happened earlier is no news. */
  readonly since: number;
}

/**
 * What a person has read, and what they follow, identified by the person's id. Their notifications are not stored: they
 * follow from the events. So one row for each person is all.
 *
 * No event records it, because it changes with every reading. It would fill the log, and concerns nobody else.
 */
export interface Inbox {
  readonly id: string;
  /** Older items are read, and done, unless a mark says otherwise. */
  readonly readUpTo: InboxPlace;
  readonly doneUpTo: InboxPlace;
  /** One for each item, in no particular order. */
  readonly marks: readonly InboxMark[];
  readonly following: readonly Followed[];
  /** Keys of threads and documents (`thread/ID`, `document/ID`). */
  readonly muted: readonly string[];
}

/**
 * A person's choice of mails and the progress of sending them, identified by the person's id. Only people who have signed in
 * have one, and organisations with a mailbox.
 *
 * Mails follow from the events too: each covers the events after the last one up to its own place, so none is left out
 * and none is mailed twice.
 */
export interface Mailing {
  readonly id: string;
  /** Times by kind (core/contract/mail-choices.ts). Others have their default. */
  readonly times: Readonly<Record<string, MailTime>>;
  /** Earlier times of kinds, until an event. Which mail an event belongs to depends on the choice when it happened. */
  readonly earlier: readonly { readonly kind: string; readonly time: MailTime; readonly upTo: number }[];
  /** Null for the default. */
  readonly digestTimes: DigestTimes | null;
  /** Numbers of the last events that mails at once, and digests, cover. */
  readonly atOnceUpTo: number;
  readonly digestUpTo: number;
  /** Time of the last digest, which covers the deadlines that came near until then. ISO 8601, UTC. */
  readonly digestAt: string;
  /** When mails at once are due. Null if nothing happened. ISO 8601, UTC. */
  readonly atOnceDueAt: string | null;
  /**
   * The last event that waits for a mail at once, when it may be mailed, and when the first such event happened (ISO 8601,
   * UTC). Absent if no event waits.
   */
  readonly atOnceLast?: { readonly seq: number; readonly dueAt: string; readonly since: string } | undefined;
  /** When the next digest is due. Null if the person wants none. ISO 8601, UTC. */
  readonly digestDueAt: string | null;
  /** Signs the links that end mails. */
  readonly secret: string;
  /** The row `organisation/ID` is that of an organisation's mailbox. Absent for people. */
  readonly mailbox?: Mailbox;
}

/** An address of an organisation that is no person's. No event records it, because an erasure may have to remove it. */
export interface Mailbox {
  /** Null until somebody who reads the address confirms it. */
  readonly email: string | null;
  /** An address that is still to be confirmed, instead of the one before. */
  readonly pending: { readonly email: string; readonly expiresAt: string } | null;
  /** Whether a link in one of its mails stopped it. */
  readonly isStopped: boolean;
  /** The hash of the address that was removed, which needs no new link until then (ISO 8601, UTC). Absent otherwise. */
  readonly removed?: { readonly hash: string; readonly until: string } | undefined;
  /** When links to confirm an address were mailed. ISO 8601, UTC. */
  readonly asked: readonly string[];
}

/** What became of a followed clause in a version. */
export interface ClauseChange {
  /** Ids of the two versions. */
  readonly base: string;
  readonly revised: string;
  readonly pair: ClausePair;
}

/**
 * A clause that somebody follows, with its places in all drafts, so that events in any of them are found. It is read from
 * the comparisons when a person begins to follow it, and when a draft is published. The id names the clause where it was
 * first followed: `VERSION/CLAUSE`.
 */
export interface FollowedClause {
  readonly id: string;
  /** The documents in which it is. */
  readonly documentIds: readonly string[];
  readonly places: readonly { readonly versionId: string; readonly clauses: readonly string[] }[];
  /** The steps between drafts that changed it. */
  readonly changes: readonly ClauseChange[];
}

/** The place up to which work that follows the events is done, identified by the name of the work. */
export interface Cursor {
  readonly id: string;
  /** The number of an event. */
  readonly seq: number;
}

/** An address to which public events are sent. */
export interface Webhook {
  readonly id: string;
  readonly url: string;
  readonly news: readonly WebhookNews[];
  /** Signs each request (`whsec_…`). It is in no answer but that of the request that made it. */
  readonly secret: string;
  /** The secret before, which signs too until a time. */
  readonly earlier: { readonly secret: string; readonly until: string } | null;
  /** Null while it is on. */
  readonly off: WebhookOff | null;
  readonly createdAt: string;
  /** The number of the last event that was queued for it or passed over. */
  readonly seq: number;
  /** Time of the first failure since the last success. Null if the last one succeeded. */
  readonly failingSince: string | null;
}

/** A request to a webhook, identified by its `webhook-id`. Its body is written when it is sent. */
export interface Delivery {
  readonly id: string;
  readonly webhookId: string;
  /** The number of the event. Null for a test. */
  readonly seq: number | null;
  readonly kind: DeliveryKind;
  /** Time of the event or of the test. */
  readonly at: string;
  readonly state: DeliveryState;
  /** When to send it, or when a server that sends it must have succeeded. Null if it is not waiting. */
  readonly dueAt: string | null;
  readonly tries: number;
  /** The outcome of the last try. Null before the first. */
  readonly last: DeliveryOutcome | null;
}

/**
 * The columns as which tables of comments with certain headings are read, identified by the hash of these headings. No
 * event records it, because the contribution records its own columns.
 */
interface KeptColumns {
  readonly id: string;
  readonly columns: ColumnMapping;
}

/** The collections whose rows are written without an event. Only passing rows expire and are left out of restores. */
export interface UnrecordedRows extends PassingRows {
  inboxes: Inbox;
  mailings: Mailing;
  cursors: Cursor;
  followedClauses: FollowedClause;
  webhooks: Webhook;
  deliveries: Delivery;
  columnMappings: KeptColumns;
}

const unrecordedCollections = [
  "inboxes",
  "mailings",
  "cursors",
  "followedClauses",
  "webhooks",
  "deliveries",
  "columnMappings",
  ...passingCollections,
] as const satisfies readonly (keyof UnrecordedRows)[];

/** Returns whether the rows of a collection are written without an event. */
export function isUnrecorded(collection: string): collection is keyof UnrecordedRows {
  return unrecordedCollections.some((one) => one === collection);
}
