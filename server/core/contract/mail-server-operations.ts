import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

/** Kinds of messages about an account. They are sent whatever the recipient chose, and nobody can discard them. */
const accountMails = [
  "sign-in",
  "invitation",
  "recovery",
  "new-device",
  "identity-linked",
  "identity-unlinked",
  "passkey-added",
  "passkey-removed",
  "access-recovered",
  "address-replaced",
  "new-colleagues",
  "email-old",
  "email-new",
  "mailbox",
  "test",
] as const;

/** Every kind of message that the forum sends. */
export const sentKinds = [...accountMails, "news", "digest"] as const;
export type SentKind = (typeof sentKinds)[number];

/** Returns whether the secretariat may discard a message of this kind while it waits. */
export function mayDiscard(kind: SentKind): boolean {
  return !accountMails.some((one) => one === kind);
}

/**
 * Why a mail server did not take a message: its name is unknown, it does not accept connections, did not answer in time,
 * could not encrypt, or did not accept the password or the message.
 */
export const mailCauses = ["name", "connection", "timeout", "encryption", "login", "refused", "other"] as const;

/** A failure to hand over a message. `answer` is the mail server's own, which may repeat the address. */
export const MailFault = z.object({ cause: z.enum(mailCauses), answer: z.string().nullable() });
export type MailFault = z.infer<typeof MailFault>;

/**
 * The end of a message that did not arrive: refused by our mail server, returned by a later one, or returned with the
 * note that it may arrive late.
 */
export const mailReturns = ["refused", "bounced", "delayed"] as const;
export type MailReturn = (typeof mailReturns)[number];

const recipient = {
  kind: z.enum(sentKinds),
  /** Empty if it is that of the person when the message is sent. */
  to: z.string(),
  person: z.object({ id: z.string(), name: z.string() }).nullable(),
};

const WaitingMail = z.object({
  id: z.string(),
  ...recipient,
  queuedAt: z.iso.datetime(),
  tries: z.int(),
  nextAt: z.iso.datetime(),
  /** Whether a server is sending it. */
  isSending: z.boolean(),
  /** The failure of the last try. Null before the first one. */
  fault: MailFault.nullable(),
});
export type WaitingMail = z.infer<typeof WaitingMail>;

const ReturnedMail = z.object({
  id: z.string(),
  ...recipient,
  at: z.iso.datetime(),
  result: z.enum(mailReturns),
  /** The status (RFC 3463) and text of a mail server. Empty if it gave none. */
  answer: z.string(),
  /** Whether no news is mailed to the address because of it. */
  stopsNews: z.boolean(),
});
export type ReturnedMail = z.infer<typeof ReturnedMail>;

/** The state of outgoing mail. */
export const MailState = z.object({
  /** URL of the mail server without a password. Null if messages are only files on the server. */
  server: z.string().nullable(),
  /** The sender of messages, as in their header. */
  sender: z.string(),
  /** The waiting messages: number, time of the oldest, and those that are tried next. */
  queue: z.object({
    count: z.int(),
    oldestAt: z.iso.datetime().nullable(),
    items: z.array(WaitingMail),
  }),
  /** Numbers of messages that did not arrive, and the latest of them. */
  refused: z.object({ count: z.int(), items: z.array(ReturnedMail) }),
  bounced: z.object({ count: z.int(), items: z.array(ReturnedMail) }),
  delayed: z.object({ count: z.int(), items: z.array(ReturnedMail) }),
  /** An invitation as plain text, in its language (BCP 47). */
  invitation: z.object({ language: z.string(), subject: z.string(), text: z.string() }),
});
export type MailState = z.infer<typeof MailState>;

const Tried = z.object({
  /** The address. Null if the person has none. */
  to: z.string().nullable(),
  /** The mail server's answer if it took the message and said something. */
  answer: z.string().nullable(),
  /** Null if it was sent. */
  fault: MailFault.nullable(),
});

const MailParams = z.object({ mail: z.string() });

export const mailServerOperations = {
  getMailState: operation({
    method: "get",
    path: "/settings/mail",
    summary: "The mail server, waiting messages, and messages that did not arrive",
    action: "read-settings",
    answer: { kind: "json", schema: MailState },
    problems: ["not-signed-in", "not-allowed"],
  }),
  sendTestMail: operation({
    method: "post",
    path: "/settings/mail/test",
    summary: "Send a test message to oneself, and report the answer of the mail server",
    action: "manage-forum",
    answer: { kind: "json", schema: Tried },
    problems: ["not-signed-in", "not-allowed"],
  }),
  retryMail: operation({
    method: "post",
    path: "/settings/mail/queue/{mail}/retry",
    summary: "Try to send a waiting message now",
    action: "manage-forum",
    params: MailParams,
    answer: { kind: "json", schema: z.object({ fault: MailFault.nullable() }) },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  discardMail: operation({
    method: "delete",
    path: "/settings/mail/queue/{mail}",
    summary: "Discard a waiting message about news",
    action: "manage-forum",
    params: MailParams,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-allowed", "not-found"],
  }),
  resumeMails: operation({
    method: "post",
    path: "/settings/people/{person}/resume-mails",
    summary: "Mail news to a person again, after messages to their address were returned",
    action: "manage-people",
    params: z.object({ person: z.string() }),
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-allowed"],
  }),
  resumeOwnMails: operation({
    method: "post",
    path: "/profile/mails/resume",
    summary: "Confirm that one’s address works, after messages to it were returned",
    action: "keep-account",
    answer: { kind: "nothing" },
    problems: ["not-signed-in"],
  }),
};
