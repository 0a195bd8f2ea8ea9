import type { Actor } from "#core/access/permissions.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Link } from "#core/discuss/link.ts";
import type { DecisionRecord } from "#core/outcome/decision.ts";
import type { Contribution } from "#core/receive/contribution.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";
import { type EventScope, subjectKey } from "../../store/indexes.ts";
import type { Reader, Writer } from "../../store/store.ts";
import type { EventSubject, NewEvent, StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";

/** Number of events to read at a time. */
const batch = 500;

/** Yields all events in a scope, oldest first. */
export async function* everyEvent(reader: Reader, query: EventScope = {}): AsyncGenerator<StoredEvent> {
  let after = 0;
  for (;;) {
    const events = await reader.events({ ...query, after, limit: batch });
    yield* events;
    const last = events.at(-1);
    if (!last || events.length < batch) return;
    after = last.seq;
  }
}

/** Number of events of each scope to read at first. Most kinds are rare, and then all of their events would be read. */
const firstBatch = 10;

/** Of more scopes than this, one event each is read at first. */
const manyScopes = 40;

/** Yields the events in any of several scopes before a number, latest first, each once. */
export async function* eventsBackwards(
  reader: Reader,
  scopes: readonly EventScope[],
  before: number,
): AsyncGenerator<StoredEvent> {
  const streams = scopes.map((scope) => ({
    scope,
    events: [] as StoredEvent[],
    before,
    limit: scopes.length > manyScopes ? 1 : firstBatch,
    isOver: false,
  }));
  const refill = async (stream: (typeof streams)[number]): Promise<void> => {
    const { scope, limit } = stream;
    stream.events = await reader.eventsBefore({ ...scope, before: stream.before, limit });
    stream.before = stream.events.at(-1)?.seq ?? 0;
    stream.isOver = stream.events.length < limit;
    stream.limit = Math.min(2 * limit, batch);
    stream.events.reverse();
  };
  for (;;) {
    await Promise.all(streams.filter(({ events, isOver }) => events.length === 0 && !isOver).map(refill));
    const seqOf = ({ events }: (typeof streams)[number]): number => events.at(-1)?.seq ?? 0;
    const latest = Math.max(0, ...streams.map(seqOf));
    if (latest === 0) return;
    const found = streams.filter((stream) => seqOf(stream) === latest).map(({ events }) => events.pop());
    if (found[0]) yield found[0];
  }
}

/** Yields the events of one value, oldest first. */
export function eventsOf(reader: Reader, subject: EventSubject): AsyncGenerator<StoredEvent> {
  return everyEvent(reader, { subject: subjectKey(subject) });
}

/** The part of a contribution that events may contain. Its text is only in its row, which every correction rewrites. */
export type RecordedContribution = Pick<
  Contribution,
  "id" | "source" | "organisationIds" | "versionId" | "sentOn" | "state" | "handMarks" | "unmarked"
>;

/** Returns the part of an event that says whether people are notified of it. */
export function quietly(notify: boolean): Pick<NewEvent, "quiet"> {
  return notify ? {} : { quiet: true };
}

/** A change to a record. The state before is null if the record is new; the state after is null if it is removed. */
interface Change<Kind extends string, Value> {
  kind: Extract<ForumEvent["kind"], Kind>;
  before: Value | null;
  after: Value | null;
}

/** Builds the event for a change to a contribution. `documentId` is the document of the contribution's version. */
export function contributionEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  { kind, documentId, before, after }: Change<`contribution-${string}`, Contribution> & { documentId: string | null },
): NewEvent {
  const contribution = after ?? before;
  if (!contribution) throw new RangeError("A change needs a state before or after it");
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind,
    documentId,
    subject: { collection: "contributions", id: contribution.id },
    before: before && recordedPart(before),
    after: after && recordedPart(after),
  };
}

function recordedPart(contribution: Contribution): RecordedContribution {
  const { id, source, organisationIds, versionId, sentOn, state, handMarks, unmarked } = contribution;
  return { id, source, organisationIds, versionId, sentOn, state, handMarks, unmarked };
}

/** Builds the event for a decision on an annotation that was made, revised or revoked. `at` is ISO 8601, UTC. */
export function decisionEvent(
  actor: Actor,
  before: DecisionRecord | null,
  after: DecisionRecord,
  at: string,
): NewEvent {
  return {
    at,
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind: kindOf(before, after),
    documentId: after.documentId,
    subject: { collection: "dispositions", id: after.id },
    before,
    after,
  };
}

function kindOf(
  before: DecisionRecord | null,
  after: DecisionRecord,
): "disposition-made" | "disposition-revised" | "disposition-revoked" {
  if (!after.current) return "disposition-revoked";
  return before?.current ? "disposition-revised" : "disposition-made";
}

/** Builds the event for a document that was added or changed. */
export function documentEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  { kind, before, after }: Change<`document-${string}`, ForumDocument> & { after: ForumDocument },
): NewEvent {
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind,
    documentId: after.id,
    subject: { collection: "documents", id: after.id },
    before,
    after,
  };
}

/** Builds the event for a change to a version. */
export function versionEvent(
  context: Pick<Context, "now">,
  actor: Actor,
  { kind, before, after }: Change<`version-${string}`, Version>,
): NewEvent {
  const version = after ?? before;
  if (!version) throw new RangeError("A change needs a state before or after it");
  return {
    at: context.now().toISOString(),
    actor: actor.participantId,
    onBehalfOf: actor.organisationId,
    kind,
    documentId: version.documentId,
    subject: { collection: "versions", id: version.id },
    before,
    after,
  };
}

/**
 * Appends one event for each distinct document concerned, so that the readers of each learn of it. Null among the
 * documents means the forum.
 */
export async function appendForDocuments(
  context: Pick<Context, "now">,
  writer: Writer,
  actor: Actor,
  {
    documents,
    ...event
  }: Pick<NewEvent, "kind" | "subject" | "before" | "after"> & {
    documents: Iterable<string | null>;
  },
): Promise<void> {
  const by = { at: context.now().toISOString(), actor: actor.participantId, onBehalfOf: actor.organisationId };
  for (const documentId of new Set(documents)) await writer.append({ ...by, ...event, documentId });
}

/** Appends the event of a change to a link for the documents of its two versions. */
export async function appendLinkEvent(
  context: Pick<Context, "now">,
  writer: Writer,
  actor: Actor,
  {
    versions,
    after,
    ...change
  }: Change<`link-${string}`, Link> & {
    after: Link;
    versions: readonly { documentId: string }[];
  },
): Promise<void> {
  await appendForDocuments(context, writer, actor, {
    ...change,
    after,
    subject: { collection: "links", id: after.id },
    documents: versions.map(({ documentId }) => documentId),
  });
}
