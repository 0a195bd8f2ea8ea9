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
  "follows-clause",
  "follows-organisation",
  "took-part-in-document",
  "secretariat",
  "addressed",
  "mailbox",
] as const;
export type NotificationReason = (typeof notificationReasons)[number];

/** The subject of an item of the inbox. All notifications of one subject are one item. */
export type NotificationItem = "thread" | "draft" | "document" | "contribution" | "announcement";

/** The properties of a kind of notification. */
interface NotificationFacts {
  /** The kinds of events that it comes from. */
  from: readonly EventKind[];
  /** The reasons for which people get it. If several apply to a person, the first is shown. */
  reasons: readonly NotificationReason[];
  item: NotificationItem;
  /**
   * Whether it reaches people who muted its thread or document, because somebody waits for them or writes to all. By
   * default it is mailed at once, and others in a digest.
   */
  isUrgent: boolean;
}

const written = ["annotation-created", "annotation-edited", "annotation-submitted"] as const;
const replied = ["reply-created", "reply-edited", "reply-submitted"] as const;
const followers = ["took-part", "follows-thread"] as const;
const subjectFollowers = ["follows-clause", "follows-organisation"] as const;
const everybody = ["follows-document", "took-part-in-document", "mailbox"] as const;

/**
 * The kinds of notifications. A person gets at most one notification of an event: the first kind that fits. Nobody is
 * notified of their own acts, or of text that they may not read at that moment.
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
    reasons: ["author", "coordinates", "follows-thread", ...subjectFollowers, "mailbox"],
    item: "thread",
    isUrgent: false,
  },
  "decision-revoked": {
    from: ["disposition-revoked"],
    reasons: ["author", "coordinates", "follows-thread", ...subjectFollowers, "mailbox"],
    item: "thread",
    isUrgent: false,
  },
  reply: {
    from: ["reply-created", "reply-submitted"],
    reasons: ["author", ...followers, "mailbox"],
    item: "thread",
    isUrgent: false,
  },
  place: {
    from: ["place-confirmed", "place-re-anchored", "place-given-up"],
    reasons: ["author"],
    item: "thread",
    isUrgent: false,
  },
  "followed-comment": {
    from: ["annotation-created", "annotation-submitted", "annotation-edited"],
    reasons: subjectFollowers,
    item: "thread",
    isUrgent: false,
  },
  comment: {
    from: ["annotation-created", "annotation-submitted", "annotation-edited"],
    reasons: ["follows-document"],
    item: "document",
    isUrgent: false,
  },
  "clauses-changed": { from: ["version-published"], reasons: ["follows-clause"], item: "draft", isUrgent: false },
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
  "import-questioned": {
    from: ["annotation-withdrawn"],
    reasons: ["secretariat"],
    item: "thread",
    isUrgent: false,
  },
  announcement: { from: ["announcement-sent"], reasons: ["addressed"], item: "announcement", isUrgent: true },
} as const satisfies Readonly<Record<string, NotificationFacts>>;

export type NotificationKind = keyof typeof notificationKinds;
export const notificationKindCodes = codesOf(notificationKinds);

/**
 * Returns the notification that a person gets of an event, with the reason shown. Null if they get none.
 *
 * @param event kind of the event
 * @param reasons all reasons for which it concerns the person
 */
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
