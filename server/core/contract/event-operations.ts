import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

/** Everything that can happen. */
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

/** One thing that happened, written in the same transaction as what it did. */
export const ForumEvent = z.object({
  /**
   * Opaque, and of no order: numbers would tell by their gaps how much happened that the reader may not know of. Events
   * come in the order they happened; the id of the last one had leads to what follows it.
   */
  id: z.string(),
  at: z.iso.datetime(),
  /** Participant id; null for the public or the program itself. */
  actor: z.string().nullable(),
  /** Organisation id. */
  onBehalfOf: z.string().nullable(),
  kind: z.enum(eventKinds),
  /** The document it concerns; null for the forum. */
  documentId: z.string().nullable(),
  /** What it was done to. */
  subject: z.object({ collection: z.string(), id: z.string() }),
});
export type ForumEvent = z.infer<typeof ForumEvent>;

const DocumentParams = z.object({ document: z.string() });

export const eventOperations = {
  getEvents: operation({
    method: "get",
    path: "/documents/{document}/events",
    summary: "What happened to a document, as far as the reader may know, oldest first",
    action: "read-forum",
    params: DocumentParams,
    query: z.object({
      /** The id of the last event had; left out, from the beginning. */
      after: z.string().optional(),
      /** Only what happened later than this. */
      since: z.iso.datetime().optional(),
      limit: z.coerce.number().int().min(1).max(500).default(100),
    }),
    answer: { kind: "json", schema: z.array(ForumEvent) },
    problems: ["not-found"],
  }),
  streamEvents: operation({
    method: "get",
    path: "/documents/{document}/stream",
    summary: "The same as it happens, as server-sent events; Last-Event-ID resumes",
    action: "read-forum",
    params: DocumentParams,
    answer: { kind: "events", schema: ForumEvent },
    problems: ["not-found", "too-many-streams"],
  }),
};
