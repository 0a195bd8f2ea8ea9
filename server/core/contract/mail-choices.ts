import * as z from "zod";
import type { Role } from "#core/access/people.ts";
import {
  notificationKindCodes,
  notificationKinds,
  type NotificationReason,
} from "#core/contract/notification-kinds.ts";
import { operation } from "#core/contract/operation.ts";
import { isTimeZone } from "#core/text/time-zone.ts";
import { dayOf, momentOf } from "#core/text/wall-clock.ts";

/** When a notification is mailed. Messages name each (`mail-time-…`). */
export const mailTimes = ["at-once", "digest", "never"] as const;
const MailTime = z.enum(mailTimes);
export type MailTime = z.infer<typeof MailTime>;

/** The kinds of news that are mailed: the notifications, and the near deadlines of consultations, which only digests list. */
export const mailKinds = [...notificationKindCodes, "closing-soon"] as const;
const MailKind = z.enum(mailKinds);
export type MailKind = z.infer<typeof MailKind>;

/** Returns the kinds that can reach a person in a role. */
export function kindsFor(role: Role): readonly MailKind[] {
  return mailKinds.filter((kind) => {
    const reasons: readonly NotificationReason[] = kind === "closing-soon" ? [] : notificationKinds[kind].reasons;
    const [first] = reasons;
    if (reasons.length !== 1 || first === undefined) return true;
    return !(first in rolesOf) || rolesOf[first]?.includes(role) === true;
  });
}

/** The roles of people whom a reason can concern. Other reasons can concern everybody. */
const rolesOf: Partial<Record<NotificationReason, readonly Role[]>> = {
  invited: ["member", "coordinator"],
  coordinates: ["coordinator"],
  secretariat: ["secretariat"],
};

/** Returns the times that can be chosen for a kind. */
export function timesFor(kind: MailKind): readonly MailTime[] {
  return kind === "closing-soon" ? ["digest", "never"] : mailTimes;
}

/** Returns the time of a kind for those who chose none: what waits for them is mailed at once. */
export function defaultTime(kind: MailKind): MailTime {
  return kind !== "closing-soon" && notificationKinds[kind].isUrgent ? "at-once" : "digest";
}

/** When digests come. */
export const DigestTimes = z.object({
  every: z.enum(["day", "week", "never"]),
  /** The day of a weekly digest: 1 is Monday, 7 Sunday (ISO 8601). */
  weekday: z.int().min(1).max(7),
  /** In the zone. */
  hour: z.int().min(0).max(23),
  /** IANA name. Null for the forum's. */
  timeZone: z.string().max(64).refine(isTimeZone).nullable(),
});
export type DigestTimes = z.infer<typeof DigestTimes>;

/** When digests come for those who chose nothing. */
export const defaultDigest: DigestTimes = { every: "day", weekday: 1, hour: 7, timeZone: null };

/**
 * Returns the first time after a moment at which a digest is due. Null if there are none. On a day on which clocks skip the hour, it is as much
 * later; where they show it twice, it is one of the two.
 * @param zone IANA name, for digests without a zone of their own
 */
export function nextDigest(
  { every, weekday, hour, timeZone }: DigestTimes,
  after: Date,
  zone: string | undefined,
): Date | null {
  if (every === "never") return null;
  const own = timeZone ?? zone;
  const today = Date.parse(dayOf(after.getTime(), own));
  for (let days = 0; ; days += 1) {
    const day = new Date(today + days * dayLength);
    const due = momentOf(`${day.toISOString().slice(0, 10)}T${String(hour).padStart(2, "0")}:00`, own);
    if (due > after.getTime() && (every === "day" || (day.getUTCDay() + 6) % 7 === weekday - 1)) return new Date(due);
  }
}

const dayLength = 86_400_000;

/** Which mails a person receives. */
export const MailChoices = z.object({
  times: z.array(z.object({ kind: MailKind, time: MailTime, isDefault: z.boolean() })),
  digest: DigestTimes,
  /** When the next digest is due. Null if none comes. */
  nextDigest: z.iso.datetime().nullable(),
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
    summary: "Which mails one receives, and when digests come",
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
      digest: DigestTimes.optional(),
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
