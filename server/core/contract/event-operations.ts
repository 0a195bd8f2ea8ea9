import * as z from "zod";
import { operation } from "#core/contract/operation.ts";
import { codesOf } from "#core/text/closed-list.ts";

/** Data that clients read again after an event. */
export type RefreshedData = "annotations" | "comparisons" | "versions" | "circles";

/** News that the list of documents counts: what others did since the reader's last visit. */
export type News = "draft" | "comment" | "reply" | "decision" | "consultation";

/** The properties of a kind of event. Services decide who may see it (services/kernel/event-rules.ts). */
interface EventFacts {
  /** Data that clients read again when they hear of it. */
  refreshes: readonly RefreshedData[];
  /** The kind of news that it counts as; null if it is not news. */
  news: News | null;
}

/** Placements, positions and outcomes are read with the annotations. */
const discussionEvent: EventFacts = { refreshes: ["annotations"], news: null };
/** A link changes how clauses are paired, and so every comparison, preview and placement. */
const linkEvent: EventFacts = { refreshes: ["annotations", "comparisons"], news: null };
const versionEvent: EventFacts = { refreshes: ["annotations", "versions"], news: null };
/** An organisation that leaves a circle can no longer read its drafts. */
const circleEvent: EventFacts = { refreshes: ["annotations", "circles"], news: null };
/** No stream of a document or of circles has these events. */
const otherEvent: EventFacts = { refreshes: [], news: null };

/** Returns the facts of an event that is news. */
function newsOf(facts: EventFacts, news: News): EventFacts {
  return { ...facts, news };
}

/** The kinds of events. */
export const eventFacts = {
  "forum-seeded": otherEvent,
  "document-created": versionEvent,
  "document-changed": versionEvent,
  "document-moved": versionEvent,
  "document-archived": versionEvent,
  "document-restored": versionEvent,
  "version-prepared": versionEvent,
  "version-corrected": versionEvent,
  "version-published": newsOf(versionEvent, "draft"),
  "version-superseded": versionEvent,
  "version-discarded": versionEvent,
  "version-withdrawn": versionEvent,
  "annotation-created": newsOf(discussionEvent, "comment"),
  "annotation-edited": discussionEvent,
  "annotation-submitted": newsOf(discussionEvent, "comment"),
  "annotation-unsubmitted": discussionEvent,
  "annotation-sent-back": discussionEvent,
  "annotation-opened": discussionEvent,
  "annotation-withdrawn": discussionEvent,
  "annotation-reinstated": discussionEvent,
  "annotation-hidden": discussionEvent,
  "annotation-erased": discussionEvent,
  "annotation-joint-confirmed": discussionEvent,
  "annotation-joint-declined": discussionEvent,
  "annotation-joint-left": discussionEvent,
  "annotation-consolidated": discussionEvent,
  "annotation-released": discussionEvent,
  "annotation-signed-on": discussionEvent,
  "annotation-joint-removed": discussionEvent,
  "reply-created": newsOf(discussionEvent, "reply"),
  "reply-edited": discussionEvent,
  "reply-submitted": newsOf(discussionEvent, "reply"),
  "reply-unsubmitted": discussionEvent,
  "reply-sent-back": discussionEvent,
  "reply-withdrawn": discussionEvent,
  "reply-reinstated": discussionEvent,
  "reply-hidden": discussionEvent,
  "reply-erased": discussionEvent,
  // Kinds keep the names that the audit chain first recorded.
  "disposition-made": newsOf(discussionEvent, "decision"),
  "disposition-revised": newsOf(discussionEvent, "decision"),
  "disposition-revoked": discussionEvent,
  "desk-changed": otherEvent,
  "link-added": linkEvent,
  "link-revoked": linkEvent,
  "place-confirmed": discussionEvent,
  "place-re-anchored": discussionEvent,
  "place-given-up": discussionEvent,
  "place-unsettled": discussionEvent,
  "uptake-corrected": discussionEvent,
  "uptake-uncorrected": discussionEvent,
  "consultation-set": newsOf(versionEvent, "consultation"),
  "consultation-called-off": versionEvent,
  "consultation-closed": newsOf(versionEvent, "consultation"),
  "contribution-received": discussionEvent,
  "contribution-edited": discussionEvent,
  "contribution-taken": discussionEvent,
  "contribution-undone": discussionEvent,
  "contribution-discarded": discussionEvent,
  "contribution-erased": discussionEvent,
  "circle-made": circleEvent,
  "circle-changed": circleEvent,
  "circle-dissolved": circleEvent,
  "view-saved": otherEvent,
  "view-removed": otherEvent,
  "clearance-set": otherEvent,
  "invitation-made": otherEvent,
  "invitation-mailed": otherEvent,
  "signed-in": otherEvent,
  "signed-out": otherEvent,
  "session-renewed": otherEvent,
  "session-ended": otherEvent,
  "profile-changed": otherEvent,
  "preferences-changed": otherEvent,
  "email-changed": otherEvent,
  "token-made": otherEvent,
  "token-used": otherEvent,
  "token-revoked": otherEvent,
  "announcement-made": otherEvent,
  "announcement-sent": otherEvent,
  "announcement-withdrawn": otherEvent,
} as const satisfies Readonly<Record<string, EventFacts>>;

export type EventKind = keyof typeof eventFacts;
export const eventKinds = codesOf(eventFacts);

/**
 * The kinds of events of which nobody need be notified, if whoever acts chooses so. Never decisions, clearance, or what
 * concerns an account.
 */
export const quietKinds: ReadonlySet<string> = new Set<EventKind>([
  ...(["version-published", "consultation-set", "consultation-called-off", "consultation-closed"] as const),
]);

/** An event, written in the same transaction as the change it records. */
export const ForumEvent = z.object({
  /**
   * Opaque and unordered. Gaps in consecutive numbers would reveal events that the reader may not see. Events are
   * returned in the order they happened; the id of the last one received leads to the next ones.
   */
  id: z.string(),
  at: z.iso.datetime(),
  /** Participant id. Null for the public or the program itself. */
  actor: z.string().nullable(),
  /** Organisation id. */
  onBehalfOf: z.string().nullable(),
  kind: z.enum(eventKinds),
  /** The document it concerns. Null for the forum. */
  documentId: z.string().nullable(),
  /** The changed object. */
  subject: z.object({ collection: z.string(), id: z.string() }),
  /** Whoever acted chose to notify nobody. Absent otherwise. */
  quiet: z.literal(true).optional(),
});
export type ForumEvent = z.infer<typeof ForumEvent>;

const DocumentParams = z.object({ document: z.string() });

export const eventOperations = {
  getEvents: operation({
    method: "get",
    path: "/documents/{document}/events",
    summary: "Events of a document that the reader may see, oldest first",
    action: "read-forum",
    params: DocumentParams,
    query: z.object({
      /** Id of the last event received. If omitted, starts from the beginning. */
      after: z.string().optional(),
      /** Only events after this time. */
      since: z.iso.datetime().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: { kind: "json", schema: z.array(ForumEvent) },
    problems: ["not-found"],
  }),
  streamEvents: operation({
    method: "get",
    path: "/documents/{document}/stream",
    summary:
      "New events of a document, as server-sent events; Last-Event-ID resumes. One of the kind `follows` has the time (`at`) from which on all are sent",
    action: "read-forum",
    params: DocumentParams,
    answer: { kind: "events", schema: ForumEvent },
    problems: ["not-found", "too-many-streams"],
  }),
};
