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

/** A link at the end of a mail that ends one kind of mails to one person, or all digests. */
export const StopLink = z.object({
  person: z.string().max(100),
  kind: z.enum([...notificationKindCodes, "digest"]),
  token: z.string().max(100),
});
export type StopLink = z.infer<typeof StopLink>;

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
};
