import { byCreation } from "#core/discuss/annotation.ts";
import type { Collection, KeptReply, KeptSettlement } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "../kernel/context.ts";
import type { DocumentThreads, NumberedThread } from "../kernel/kept-discussions.ts";
import { readThread } from "./find-annotation.ts";

/** What an event about a record of a collection may change: one thread, where threads are placed, all threads, or none. */
const effects: Readonly<Record<Collection, "thread" | "placements" | "all" | "none">> = {
  annotations: "thread",
  replies: "thread",
  dispositions: "thread",
  deskEntries: "thread",
  settlements: "thread",
  documents: "placements",
  versions: "placements",
  links: "placements",
  // A change of a circle writes down to whom its drafts were open.
  circles: "all",
  // These decide who may see a thread, which is found out for each reader.
  forum: "none",
  organisations: "none",
  participants: "none",
  consultations: "none",
  deputies: "none",
  uptakes: "none",
  views: "none",
  contributions: "none",
  invitations: "none",
  sessions: "none",
  accounts: "none",
  identities: "none",
  passkeys: "none",
  tokens: "none",
  preferences: "none",
  publishedHeads: "none",
  announcements: "none",
  inboxes: "none",
  mailings: "none",
  cursors: "none",
  followedClauses: "none",
  columnMappings: "none",
  webhooks: "none",
  deliveries: "none",
  signInRequests: "none",
  signInCounts: "none",
  providerSignIns: "none",
  passkeyChallenges: "none",
  emailChanges: "none",
  mails: "none",
  mailedReplies: "none",
  deskVisits: "none",
  returnedMails: "none",
  contents: "none",
  originals: "none",
};

/** Kinds of events that change many records at once. */
const ofEverything: ReadonlySet<StoredEvent["kind"]> = new Set([
  ...(["forum-seeded", "person-erased", "model-forum-cleared"] as const),
]);

/** Maximum number of events to follow. After more, reading all threads again costs less. */
const mostEvents = 1000;

/**
 * Returns all threads of a document, also those that a reader may not see. They are read once, kept, and updated by events.
 */
export async function readDocumentThreads(
  { discussions }: Pick<Context, "discussions">,
  reader: Reader,
  documentId: string,
): Promise<DocumentThreads> {
  const at = await reader.lastEvent();
  // A transaction may fail, so what it has written so far is not cached.
  if ("put" in reader) return readAll(reader, documentId, at);
  const kept = discussions.documents.get(documentId);
  if (kept?.at === at) return kept;
  // A reader of an earlier state must not see threads as they are now.
  const followed = kept && kept.at < at ? await followEvents(reader, documentId, kept, at) : null;
  const threads =
    followed ??
    (await discussions.documents.shared(`${documentId} ${String(at)}`, () => readAll(reader, documentId, at)));
  discussions.documents.offer(documentId, threads, { at, size: threads.threads.length });
  return threads;
}

async function readAll(reader: Reader, documentId: string, at: number): Promise<DocumentThreads> {
  const [annotations, replies, decisions, desk, settlements] = await Promise.all([
    reader.list("annotations", { documentId }),
    reader.list("replies", { documentId }),
    reader.list("dispositions", { documentId }),
    reader.list("deskEntries", { documentId }),
    reader.list("settlements", { documentId }),
  ]);
  const byId = new Map(
    annotations.map((annotation): [string, NumberedThread] => [
      annotation.id,
      { annotation, replies: [], decision: null, desk: null, settlements: [], changedAt: at },
    ]),
  );
  for (const reply of replies) byId.get(reply.annotationId)?.replies.push(reply);
  for (const decision of decisions) {
    const thread = byId.get(decision.id);
    if (thread) thread.decision = decision;
  }
  for (const entry of desk) {
    const thread = byId.get(entry.id);
    if (thread) thread.desk = entry;
  }
  for (const settlement of settlements) byId.get(settlement.annotationId)?.settlements.push(settlement);
  return { at, placesAt: at, threads: [...byId.values()].sort(byTime) };
}

/** Returns the threads after later events. Null if they must be read again. */
async function followEvents(
  reader: Reader,
  documentId: string,
  kept: DocumentThreads,
  at: number,
): Promise<DocumentThreads | null> {
  if (at - kept.at > mostEvents) return null;
  const changed = new Map<string, number>();
  let { placesAt } = kept;
  for (const event of await reader.events({ after: kept.at, limit: mostEvents })) {
    const effect = ofEverything.has(event.kind) ? "all" : effects[event.subject.collection];
    if (effect === "all") return null;
    if (effect === "placements") placesAt = event.seq;
    if (effect !== "thread" || event.documentId !== documentId) continue;
    const id = await annotationOf(reader, event);
    if (id === undefined) return null;
    changed.set(id, event.seq);
  }
  if (changed.size === 0) return { ...kept, at, placesAt };
  const threads = kept.threads.filter(({ annotation }) => !changed.has(annotation.id));
  for (const [id, changedAt] of changed) {
    const annotation = await reader.get("annotations", id);
    if (!annotation) return null;
    threads.push({ ...(await readThread(reader, annotation)), changedAt });
  }
  return { at, placesAt, threads: threads.sort(byTime) };
}

/** Returns the id of the annotation whose thread an event changed. Undefined if it is not known any longer. */
async function annotationOf(
  reader: Reader,
  { subject: { collection, id }, before, after }: StoredEvent,
): Promise<string | undefined> {
  if (collection !== "replies" && collection !== "settlements") return id;
  // An erasure removes the states from the event.
  const recorded = (after ?? before ?? (await reader.get(collection, id))) as KeptReply | KeptSettlement | undefined;
  return recorded?.annotationId;
}

function byTime({ annotation: one }: NumberedThread, { annotation: other }: NumberedThread): number {
  return byCreation(one, other);
}
