import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

export const eventKinds = [
  "forum-seeded",
  "document-created",
  "version-prepared",
  "version-corrected",
  "version-published",
  "version-superseded",
  "version-discarded",
  "version-withdrawn",
  "annotation-created",
  "annotation-edited",
  "annotation-submitted",
  "annotation-withdrawn",
  "annotation-reinstated",
  "annotation-hidden",
  "annotation-erased",
  "annotation-joint-confirmed",
  "annotation-joint-declined",
  "annotation-joint-left",
  "annotation-consolidated",
  "annotation-released",
  "annotation-signed-on",
  "annotation-joint-removed",
  "reply-created",
  "reply-edited",
  "reply-withdrawn",
  "reply-reinstated",
  "reply-hidden",
  "reply-erased",
  "disposition-made",
  "disposition-revised",
  "disposition-revoked",
  "link-added",
  "link-revoked",
  "place-confirmed",
  "place-re-anchored",
  "place-given-up",
  "place-unsettled",
  "uptake-corrected",
  "uptake-uncorrected",
  "consultation-set",
  "consultation-called-off",
  "consultation-closed",
  "contribution-received",
  "contribution-edited",
  "contribution-taken",
  "contribution-undone",
  "contribution-discarded",
  "contribution-erased",
  "circle-made",
  "circle-changed",
  "circle-dissolved",
  "view-saved",
  "view-removed",
  "invitation-made",
  "signed-in",
  "signed-out",
] as const;

/** The kind of an event. Services decide for each kind who may see it (visible-events.ts). */
export type EventKind = (typeof eventKinds)[number];

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
    summary: "New events of a document, as server-sent events; Last-Event-ID resumes",
    action: "read-forum",
    params: DocumentParams,
    answer: { kind: "events", schema: ForumEvent },
    problems: ["not-found", "too-many-streams"],
  }),
};
