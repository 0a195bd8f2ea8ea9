import * as z from "zod";
import { Proposed } from "#core/propose/proposal-segment.ts";
import { cursorQuery, partOf } from "#core/contract/fields.ts";
import { ForumEvent } from "#core/contract/event-operations.ts";
import { notificationKindCodes, notificationReasons } from "#core/contract/notification-kinds.ts";
import { operation } from "#core/contract/operation.ts";
import { UnreadCount } from "#core/contract/unread-operations.ts";
import { AnnotationKind } from "#core/discuss/annotation.ts";
import { Position } from "#core/discuss/reply.ts";
import { DecisionOutcome } from "#core/outcome/decision.ts";

/** The key of an item of the inbox, such as `thread/ID`. */
const ItemKey = z.string().max(400);

/** A thread, a document, an organisation, or a clause (`clause/VERSION/CLAUSE`) that a person follows. */
const FollowedKey = z
  .string()
  .max(400)
  .regex(/^(?:thread\/.|document\/.|organisation\/.|clause\/[^/]+\/.)/u);

/** The states of an item. A new event makes it unread again. */
export const itemStates = ["unread", "read", "done"] as const;
const ItemState = z.enum(itemStates);
export type ItemState = z.infer<typeof ItemState>;

/** The ways in which an organisation answers a request to co-sign, or co-signs by itself. */
export const coSignAnswers = ["confirmed", "declined", "left", "signed-on"] as const;

/** One event that concerns the reader. */
export const NotificationEntry = z.object({
  /** The event's id. */
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.enum(notificationKindCodes),
  /** Why it reaches the reader. */
  reason: z.enum(notificationReasons),
  /** Whether the reader has not read it yet. */
  isNew: z.boolean(),
  /** The acting person. Null if the forum itself acted, or if it hides sources. */
  by: z.object({ name: z.string(), organisation: z.string().nullable() }).nullable(),
  /** The announcement, or the beginning of the comment, reply, note or reason. Empty if there is none, or if the reader may not read it now. */
  text: z.string(),
  /** The outcome, if this is a decision. */
  outcome: DecisionOutcome.nullable(),
  /** The position, if this is a reply with one. */
  position: Position.nullable(),
  /** The answer, if this answers a request to co-sign. */
  answer: z.enum(coSignAnswers).nullable(),
  /** The deadline, if this is a consultation. */
  closesAt: z.iso.datetime().nullable(),
  /** The label of the draft, if this is a draft or its consultation. */
  draft: z.string().nullable(),
});
export type NotificationEntry = z.infer<typeof NotificationEntry>;

/** What became of a followed clause in a draft. */
export const ChangedClause = z.object({
  change: z.enum(["edited", "moved", "split", "merged", "deleted"]),
  /** Citations in the draft before, and in this one. */
  from: z.array(z.string()),
  to: z.array(z.string()),
  redline: Proposed,
});
export type ChangedClause = z.infer<typeof ChangedClause>;

/** What became of the reader's comments in a draft, in numbers of comments. */
export const OwnOutcomes = z.object({
  total: z.int(),
  /** Placed at the same text, or at the text that they proposed. */
  same: z.int(),
  proposed: z.int(),
  changed: z.int(),
  /** The location must be confirmed. */
  toConfirm: z.int(),
  /** The text and its clause were deleted, or the comment was left unplaced. */
  gone: z.int(),
});
export type OwnOutcomes = z.infer<typeof OwnOutcomes>;

/** The notifications of one thread, draft, document or contribution, or an announcement. */
export const NotificationItem = z.object({
  item: ItemKey,
  state: ItemState,
  isUrgent: z.boolean(),
  /** Null for the forum. */
  document: z.object({ id: z.string(), title: z.string() }).nullable(),
  /** The draft that it is about, or on which the comment was made. */
  version: z.object({ address: z.string(), label: z.string() }).nullable(),
  /** The comment or proposal, with the beginning of its text, and the redline of a proposal. */
  annotation: z
    .object({
      id: z.string(),
      kind: AnnotationKind,
      isOwn: z.boolean(),
      text: z.string(),
      proposed: Proposed.optional(),
      /** Whether the reader may reply to it now. */
      mayReply: z.boolean(),
    })
    .nullable(),
  /** The followed clauses that the draft changed, at most 5, and their number. */
  changed: z.object({ clauses: z.array(ChangedClause), count: z.int() }).optional(),
  /** The reader's own comments on earlier drafts, if this is a new one and they made some. */
  outcomes: OwnOutcomes.optional(),
  /**
   * The uploaded file of a contribution. Its name is null in mails. `own` counts the parts of the reader's organisation,
   * and those of them that were imported; null if it has none.
   */
  contribution: z
    .object({
      id: z.string(),
      file: z.string().nullable(),
      own: z.object({ received: z.int(), imported: z.int() }).nullable(),
    })
    .nullable(),
  announcement: z.object({ id: z.string(), subject: z.string(), isWithdrawn: z.boolean() }).nullable(),
  /** The state of the thread or document itself: that of its document does not count. */
  follows: z.enum(["following", "muted"]).nullable(),
  /** Id of the latest event, up to which the item is marked. */
  latest: z.string(),
  /** The latest entries, latest first. A draft that was published in several languages at once has one of them. */
  entries: z.array(NotificationEntry).min(1),
  /** Number of entries, at most 50. */
  count: z.int(),
});
export type NotificationItem = z.infer<typeof NotificationItem>;

/** Work that waits for the reader, computed from the records at this moment. */
export const WaitingItem = z.object({
  item: ItemKey,
  /**
   * A consultation that closes within 7 days or 48 hours; an organisation that joined a circle; a person who joined the
   * organisation or got another address; answers by mail to confirm; comments and replies to clear (for coordinators);
   * comments that await a decision (for those who decide); locations to confirm in a document, and contributions to
   * review (for the secretariat).
   */
  kind: z.enum([
    "closing-soon",
    "new-reader",
    "new-colleague",
    "mailed-reply",
    "to-clear",
    "undecided",
    "unconfirmed",
    "unreviewed",
  ]),
  state: ItemState,
  /**
   * When it began to wait; of comments that await a decision, when the latest one was submitted; of locations and
   * contributions, when they were counted.
   */
  at: z.iso.datetime(),
  document: z.object({ id: z.string(), title: z.string() }).nullable(),
  version: z.object({ address: z.string(), label: z.string() }).nullable(),
  closesAt: z.iso.datetime().nullable(),
  count: z.int().nullable(),
});
export type WaitingItem = z.infer<typeof WaitingItem>;

export const followStates = ["following", "muted", "none"] as const;

export const Following = z.object({
  following: z.array(FollowedKey),
  muted: z.array(FollowedKey),
  /** The followed clauses of the version that was asked for, by their ids in it. */
  clauses: z.array(z.string()),
});
export type Following = z.infer<typeof Following>;

export const notificationOperations = {
  getNotifications: operation({
    method: "get",
    path: "/notifications",
    summary: "One's notifications, newest first; those of a thread, draft or document are one item",
    action: "read-participants",
    query: z.object({
      ...cursorQuery,
      size: cursorQuery.size.default(20),
      state: ItemState.default("unread"),
    }),
    answer: { kind: "json", schema: partOf(NotificationItem) },
    problems: ["not-signed-in", "invalid-request"],
  }),
  streamNotifications: operation({
    method: "get",
    path: "/notifications/stream",
    summary: "Events of which one is notified, as server-sent events; Last-Event-ID resumes",
    action: "read-participants",
    answer: { kind: "events", schema: ForumEvent },
    problems: ["not-signed-in", "too-many-streams"],
  }),
  getWaiting: operation({
    method: "get",
    path: "/notifications/waiting",
    summary: "Work that waits for one: deadlines, consent to new readers and colleagues, clearance, undecided comments",
    action: "read-participants",
    query: z.object({
      /** False leaves out undecided comments, locations and contributions, which may take long to count. */
      undecided: z.stringbool().default(true),
    }),
    answer: { kind: "json", schema: z.array(WaitingItem) },
    problems: ["not-signed-in", "invalid-request"],
  }),
  markNotifications: operation({
    method: "post",
    path: "/notifications/marks",
    summary: "Mark items of one's inbox as read, unread or done; without items, all up to an entry",
    action: "keep-inbox",
    body: z.object({
      state: ItemState,
      /** Without items, all are marked as read or done. */
      items: z
        .array(
          z.object({
            item: ItemKey,
            /** Id of the latest entry that the reader saw, so that a later one stays unread. Waiting work has none. */
            entry: z.string().optional(),
          }),
        )
        .min(1)
        .max(200)
        .optional(),
      /** Id of the latest entry that the reader saw, if all are marked. Without it, the latest of all. */
      upTo: z.string().optional(),
    }),
    answer: { kind: "json", schema: UnreadCount },
    problems: ["not-signed-in", "invalid-request"],
  }),
  getFollowing: operation({
    method: "get",
    path: "/notifications/following",
    summary: "What one follows or muted: threads, documents, organisations, and the clauses of a version",
    action: "read-participants",
    query: z.object({ version: z.string().optional() }),
    answer: { kind: "json", schema: Following },
    problems: ["not-signed-in", "not-found"],
  }),
  setFollowing: operation({
    method: "put",
    path: "/notifications/following",
    summary: "Follow or mute a thread, a document, a clause or an organisation, or neither",
    action: "keep-inbox",
    body: z.object({ subject: FollowedKey, state: z.enum(followStates) }),
    answer: { kind: "json", schema: Following },
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
};
