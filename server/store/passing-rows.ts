import type { MailedReplyReason } from "#core/contract/mailed-reply-operations.ts";
import type { MailFault, MailReturn, SentKind } from "#core/contract/mail-server-operations.ts";

/**
 * A row that lives for minutes, hours or a few days. No event records it, because anyone may make one and nobody needs to
 * know of it later. Its secrets are stored only as hashes.
 */
interface PassingRow {
  readonly id: string;
  /** ISO 8601, UTC. From then on the row counts as absent, and is removed soon. */
  readonly expiresAt: string;
}

/** A request to sign in by mail. */
export interface SignInRequest {
  readonly id: string;
  /** Hash of the mail address that was entered. It need not be known. */
  readonly address: string;
  /** Hash of the token in the message's link. */
  readonly token: string;
  /** Hash of the code, made with the browser's token. Without that token, nobody finds the code by trying all. */
  readonly code: string;
  readonly expiresAt: string;
  readonly wrongCodes: number;
}

/** The requests of one browser to sign in by mail, identified by the SHA-256 of the token in its cookie. */
export interface SignInRequests extends PassingRow {
  readonly requests: readonly SignInRequest[];
}

/** How often an address was entered and codes for it were wrong, identified by the hash of the address. */
export interface SignInCounts extends PassingRow {
  /** ISO 8601, UTC. */
  readonly asked: readonly string[];
  readonly wrong: readonly string[];
  /** Ids of the requests whose codes work, the latest last. Absent where an earlier version stored the row. */
  readonly codes?: readonly string[];
}

/** A sign-in or link that waits for a provider's answer, identified by the hash of browser and state. */
export interface ProviderSignIn extends PassingRow {
  readonly provider: string;
  /** Path to open afterwards. */
  readonly returnTo: string;
  /** The signed-in person who links the identity. Null for a sign-in. */
  readonly participantId: string | null;
}

/** A challenge that a passkey must sign, identified by the hash of browser and challenge. */
export interface PasskeyChallenge extends PassingRow {
  /** The person who adds a passkey. Null for a sign-in. */
  readonly participantId: string | null;
}

/** A person's change of their mail address, identified by the person's id. */
export interface EmailChange extends PassingRow {
  /** The change that waits for its codes. Null once it is confirmed or given up. */
  readonly change: {
    readonly email: string;
    /** Hash of the code sent to the present address. Null if there is none. */
    readonly oldCode: string | null;
    readonly newCode: string;
    readonly expiresAt: string;
    readonly wrong: number;
  } | null;
  /** When the person began a change. ISO 8601, UTC. */
  readonly begun: readonly string[];
}

/**
 * The events that a message is about: those after one up to another, that the recipient wants to hear of at once or in a
 * digest. The message is written when it is sent, because people may have lost access to texts by then.
 */
export interface MailedNews {
  readonly time: "at-once" | "digest";
  readonly after: number;
  readonly upTo: number;
  /** The time in which deadlines came near, for a digest. ISO 8601, UTC. */
  readonly since: string;
  readonly until: string;
  /** The only message to write: the key of an item of the inbox, or `release/ID` (write-news.ts). Absent for all. */
  readonly item?: string;
}

/** A message that waits for the mail server. It has no link or code that signs anybody in. */
export interface QueuedMail extends PassingRow {
  /** The recipient, or null. */
  readonly participantId: string | null;
  /** Id of the organisation to whose people it is addressed, or null. Whoever left before it is sent does not get it. */
  readonly onlyIn: string | null;
  readonly to: string;
  /** BCP 47. */
  readonly language: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  /** When to send it, or when a server that sends it must have succeeded. ISO 8601, UTC. */
  readonly dueAt: string;
  /** ISO 8601, UTC. Absent where an earlier version stored the row, which expires 5 days later. */
  readonly queuedAt?: string;
  /** How often a server tried to send it. */
  readonly tries: number;
  /** Absent if the row has the text of the message. */
  readonly news?: MailedNews;
  /** Absent where an earlier version stored the row. */
  readonly kind?: SentKind;
  /** Whether a server that took it may be sending it, until it is due again. */
  readonly isSending?: boolean;
  /** The failure of the last try. */
  readonly fault?: MailFault;
}

/** A message that did not arrive, identified by the id of the message. It is kept for some months. */
export interface ReturnedMail extends PassingRow {
  /** The recipient, or null. */
  readonly participantId: string | null;
  readonly to: string;
  readonly kind: SentKind;
  /** When the latest report of it came. ISO 8601, UTC. */
  readonly at: string;
  readonly result: MailReturn;
  /** The status and text of a mail server, which may repeat the address. */
  readonly answer: string;
  /** Whether no news is mailed to the address, until the person or the secretariat confirms it. */
  readonly stopsNews: boolean;
}

/** An answer by mail that its author must confirm on the page. */
export interface MailedReply extends PassingRow {
  /** The person to whom the reply address belongs. Somebody else may have sent the mail. */
  readonly participantId: string;
  readonly annotationId: string;
  /** Id of the reply that it becomes, made from the mail, so that one mail is one reply. */
  readonly replyId: string;
  readonly text: string;
  /** The address in the mail's From header. Null if there is not exactly one. */
  readonly from: string | null;
  readonly receivedAt: string;
  readonly reason: MailedReplyReason;
}

/** The comment that a person has open on the desk, identified by the person's id. */
export interface DeskVisit extends PassingRow {
  readonly annotationId: string;
}

/** The collections of passing rows. */
export interface PassingRows {
  signInRequests: SignInRequests;
  signInCounts: SignInCounts;
  providerSignIns: ProviderSignIn;
  passkeyChallenges: PasskeyChallenge;
  emailChanges: EmailChange;
  mails: QueuedMail;
  mailedReplies: MailedReply;
  returnedMails: ReturnedMail;
  deskVisits: DeskVisit;
}

export const passingCollections = [
  "signInRequests",
  "signInCounts",
  "providerSignIns",
  "passkeyChallenges",
  "emailChanges",
  "mails",
  "mailedReplies",
  "returnedMails",
  "deskVisits",
] as const satisfies readonly (keyof PassingRows)[];

/** Returns whether the collection holds passing rows, which are written without an event. */
export function isPassing(collection: string): collection is keyof PassingRows {
  return passingCollections.some((one) => one === collection);
}
