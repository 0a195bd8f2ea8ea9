import * as z from "zod";
import { digestIntervals, type DigestTimes, mailKinds, mailTimes } from "#core/contract/mail-choices.ts";
import { notificationKindCodes } from "#core/contract/notification-kinds.ts";
import { operation } from "#core/contract/operation.ts";
import { isTimeZone } from "#core/text/time-zone.ts";

const MailTime = z.enum(mailTimes);
const MailKind = z.enum(mailKinds);

const DigestSchema = z.object({
  every: z.enum(digestIntervals),
  weekday: z.int().min(1).max(7),
  hour: z.int().min(0).max(23),
  timeZone: z.string().max(64).refine(isTimeZone).nullable(),
}) satisfies z.ZodType<DigestTimes>;

/** A person's choice of mails about news. */
export const MailChoices = z.object({
  times: z.array(z.object({ kind: MailKind, time: MailTime, isDefault: z.boolean() })),
  digest: DigestSchema,
  /** When the next digest is due. Null if none comes. */
  nextDigest: z.iso.datetime().nullable(),
  /** Since when none is sent, because messages to one’s address were returned. Null if they are. */
  stoppedAt: z.iso.datetime().nullable(),
});
export type MailChoices = z.infer<typeof MailChoices>;

/** A link at the end of a mail that ends one kind of mails to one person, all digests, or an organisation's mailbox. */
export const StopLink = z.object({
  /** The id of a person, or of a mailbox. */
  person: z.string().max(120),
  kind: z.enum([...notificationKindCodes, "digest", "mailbox"]),
  token: z.string().max(100),
  /** Begins mails to a mailbox again. People do so in their profile. */
  undo: z.literal("yes").optional(),
});
export type StopLink = z.infer<typeof StopLink>;

/** The mailbox of an organisation: an address that belongs to no person. It cannot sign in. */
export const Mailbox = z.object({
  /** Null until somebody who reads the address confirms it. */
  email: z.email().nullable(),
  /** An address that waits for that, until a time. */
  pending: z.object({ email: z.email(), expiresAt: z.iso.datetime() }).nullable(),
  /** Whether a link in one of its mails stopped it. */
  isStopped: z.boolean(),
  /** Since when nothing is sent, because messages to the address were returned. */
  returnedAt: z.iso.datetime().nullable(),
});
export type Mailbox = z.infer<typeof Mailbox>;

/** The link in the message that asks whether an address is to be a mailbox. */
export const MailboxLink = z.object({ organisation: z.string().max(100), token: z.string().max(100) });
export type MailboxLink = z.infer<typeof MailboxLink>;

const MailboxParams = z.object({ organisation: z.string() });

export const mailOperations = {
  getMailChoices: operation({
    method: "get",
    path: "/profile/mails",
    summary: "One's choice of mails, and the time of digests",
    action: "keep-account",
    answer: { kind: "json", schema: MailChoices },
    problems: ["not-signed-in"],
  }),
  setMailChoices: operation({
    method: "put",
    path: "/profile/mails",
    summary: "Choose which mails one receives, and when digests come",
    action: "keep-account",
    body: z.object({
      /** Null for the default. Kinds that are absent keep their choice. */
      times: z
        .array(z.object({ kind: MailKind, time: MailTime.nullable() }))
        .max(mailKinds.length)
        .default([]),
      digest: DigestSchema.optional(),
    }),
    answer: { kind: "json", schema: MailChoices },
    problems: ["not-signed-in", "invalid-request"],
  }),
  stopMails: operation({
    method: "post",
    path: "/mails/stop",
    summary: "End one kind of mails, by the link in one of them",
    action: "sign-in",
    body: StopLink,
    answer: { kind: "nothing" },
    problems: ["link-not-valid"],
  }),
  getMailbox: operation({
    method: "get",
    path: "/organisations/{organisation}/mailbox",
    summary: "The mailbox of an organisation",
    action: "manage-mailbox",
    params: MailboxParams,
    answer: { kind: "json", schema: Mailbox },
    problems: ["not-allowed", "not-found"],
  }),
  setMailbox: operation({
    method: "put",
    path: "/organisations/{organisation}/mailbox",
    summary: "Ask an address to be the mailbox of an organisation, or remove the mailbox",
    action: "manage-mailbox",
    params: MailboxParams,
    body: z.object({ email: z.string().trim().max(254).pipe(z.email()).nullable() }),
    answer: { kind: "json", schema: Mailbox },
    problems: ["not-allowed", "not-found", "invalid-request", "too-many-requests"],
  }),
  confirmMailbox: operation({
    method: "post",
    path: "/mailboxes/confirm",
    summary: "Confirm the mailbox of an organisation, by the link that its address got",
    action: "sign-in",
    body: MailboxLink,
    answer: { kind: "nothing" },
    problems: ["link-not-valid"],
  }),
};
