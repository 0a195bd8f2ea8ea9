import type { EventKind } from "#core/contract/event-operations.ts";
import { codesOf } from "#core/text/closed-list.ts";

/** Why a notification reaches a person. Messages name each (`reason-…`). */
export const notificationReasons = [
  "mentioned",
  "author",
  "speaker",
  "invited",
  "coordinates",
  "took-part",
  "follows-thread",
  "follows-document",
  "took-part-in-document",
  "secretariat",
] as const;
export type NotificationReason = (typeof notificationReasons)[number];

/** What notifications are folded into one item of the inbox. */
export type NotificationItem = "thread" | "draft" | "document" | "contribution";

/** The properties of a kind of notification. */
interface NotificationFacts {
  /** The kinds of events that it comes from. */
  from: readonly EventKind[];
  /** Whom it reaches: those whom the event concerns for one of these reasons. The first that holds is shown. */
  reasons: readonly NotificationReason[];
  item: NotificationItem;
  /** Whether it reaches people who muted its thread or document, because somebody waits for them. */
  isUrgent: boolean;
}

const written = ["annotation-created", "annotation-edited", "annotation-submitted"] as const;
const replied = ["reply-created", "reply-edited", "reply-submitted"] as const;
const followers = ["took-part", "follows-thread"] as const;
const everybody = ["follows-document", "took-part-in-document"] as const;

/**
 * The kinds of notifications. A person gets one notification of an event: of the first kind that fits. Nobody is notified
 * of their own acts, or of what they may not read when they look.
 */
export const notificationKinds = {
  mention: { from: [...written, ...replied], reasons: ["mentioned"], item: "thread", isUrgent: true },
  "co-sign-request": { from: written, reasons: ["invited"], item: "thread", isUrgent: true },
  "clearance-request": { from: [...written, ...replied], reasons: ["coordinates"], item: "thread", isUrgent: true },
  "clearance-given": {
    from: ["annotation-submitted", "reply-submitted"],
    reasons: ["speaker"],
    item: "thread",
    isUrgent: false,
  },
  "sent-back": {
    from: ["annotation-sent-back", "reply-sent-back"],
    reasons: ["speaker"],
    item: "thread",
    isUrgent: true,
  },
  hidden: { from: ["annotation-hidden", "reply-hidden"], reasons: ["speaker"], item: "thread", isUrgent: false },
  "co-sign-answer": {
    from: ["annotation-joint-confirmed", "annotation-joint-declined", "annotation-joint-left", "annotation-signed-on"],
    reasons: ["author"],
    item: "thread",
    isUrgent: false,
  },
  decision: {
    from: ["disposition-made", "disposition-revised"],
    reasons: ["author", "coordinates", "follows-thread"],
    item: "thread",
    isUrgent: false,
  },
  "decision-revoked": {
    from: ["disposition-revoked"],
    reasons: ["author", "coordinates", "follows-thread"],
    item: "thread",
    isUrgent: false,
  },
  reply: {
    from: ["reply-created", "reply-submitted"],
    reasons: ["author", ...followers],
    item: "thread",
    isUrgent: false,
  },
  place: {
    from: ["place-confirmed", "place-re-anchored", "place-given-up"],
    reasons: ["author"],
    item: "thread",
    isUrgent: false,
  },
  comment: {
    from: ["annotation-created", "annotation-submitted", "annotation-edited"],
    reasons: ["follows-document"],
    item: "document",
    isUrgent: false,
  },
  "new-draft": { from: ["version-published"], reasons: everybody, item: "draft", isUrgent: false },
  "consultation-set": { from: ["consultation-set"], reasons: everybody, item: "draft", isUrgent: false },
  "consultation-cancelled": { from: ["consultation-called-off"], reasons: everybody, item: "draft", isUrgent: false },
  "consultation-closed": { from: ["consultation-closed"], reasons: everybody, item: "draft", isUrgent: false },
  "contribution-received": {
    from: ["contribution-received"],
    reasons: ["secretariat"],
    item: "contribution",
    isUrgent: false,
  },
  "contribution-imported": {
    from: ["contribution-taken"],
    reasons: ["coordinates"],
    item: "contribution",
    isUrgent: false,
  },
} as const satisfies Readonly<Record<string, NotificationFacts>>;

export type NotificationKind = keyof typeof notificationKinds;
export const notificationKindCodes = codesOf(notificationKinds);

/** Returns the kind of notification that an event is to somebody, and the reason. Null if it is none. */
export function notificationOf(
  event: string,
  reasons: ReadonlySet<NotificationReason>,
): { kind: NotificationKind; reason: NotificationReason } | null {
  for (const kind of notificationKindCodes) {
    const facts: NotificationFacts = notificationKinds[kind];
    const reason = facts.reasons.find((one) => reasons.has(one));
    if (reason !== undefined && (facts.from as readonly string[]).includes(event)) return { kind, reason };
  }
  return null;
}
