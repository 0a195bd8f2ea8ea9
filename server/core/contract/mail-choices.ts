import type { Role } from "#core/access/people.ts";
import {
  notificationKindCodes,
  notificationKinds,
  type NotificationReason,
} from "#core/contract/notification-kinds.ts";
import { dayOf, momentOf } from "#core/text/wall-clock.ts";

/** When a notification is mailed. Messages name each (`mail-time-…`). */
export const mailTimes = ["at-once", "digest", "never"] as const;
export type MailTime = (typeof mailTimes)[number];

/** The kinds of news that are mailed: the notifications, and the near deadlines of consultations, which only digests list. */
export const mailKinds = [...notificationKindCodes, "closing-soon"] as const;
export type MailKind = (typeof mailKinds)[number];

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

/** How often digests come. */
export const digestIntervals = ["day", "week", "never"] as const;

/** When digests come. */
export interface DigestTimes {
  readonly every: (typeof digestIntervals)[number];
  /** The day of a weekly digest: 1 is Monday, 7 Sunday (ISO 8601). */
  readonly weekday: number;
  /** In the zone. */
  readonly hour: number;
  /** IANA name. Null for the forum's. */
  readonly timeZone: string | null;
}

/** When digests come for those who chose nothing. */
export const defaultDigest: DigestTimes = { every: "day", weekday: 1, hour: 7, timeZone: null };

/**
 * Returns the first time after a moment at which a digest is due. Null if there are none. On a day on which clocks skip the
 * hour, it is as much later; where they show it twice, it is one of the two.
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
