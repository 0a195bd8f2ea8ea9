import type { Forum } from "#core/access/forum.ts";
import type { Circle } from "#core/access/people.ts";
import { type Actor, can, isInCircle } from "#core/access/permissions.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Link } from "#core/discuss/link.ts";
import type { UptakeCorrection } from "#core/outcome/uptake.ts";
import type { Version } from "#core/text/version.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";
import type { ToldContribution } from "./events.ts";
import { mayKnow, mayKnowReply, readViewer, seenBy, type Viewer } from "./visibility.ts";

/** Number of events to read at a time. Most events are visible to most actors, so one batch usually suffices. */
const batch = 500;

/** Events as an actor may see them. */
export interface VisibleEvents {
  events: ForumEvent[];
  /** The sequence number of the last event examined, visible or not. The next request starts after it. */
  upTo: number;
}

/**
 * Returns a document's events after a number and a time that the actor may see, oldest first. The states before and
 * after each event are left out.
 */
export async function visibleEvents(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  forum: Forum,
  query: { documentId: string; after: number; since?: string | undefined; limit: number },
): Promise<VisibleEvents> {
  const { since, ...asked } = query;
  const viewer = await readViewer(context, reader, actor);
  return toldEvents(reader, asked, async (event) => {
    if (since !== undefined && event.at <= since) return null;
    return (await mayKnowEvent(reader, viewer, forum, event)) ? told(viewer, event) : null;
  });
}

/**
 * Returns events after a number, of one document or of all, as converted by `tell`. Events for which it returns null
 * are skipped.
 */
export async function toldEvents(
  reader: Reader,
  { limit, ...query }: { documentId?: string; after: number; limit: number },
  tell: (event: StoredEvent) => ForumEvent | null | Promise<ForumEvent | null>,
): Promise<VisibleEvents> {
  const visible: ForumEvent[] = [];
  let { after } = query;
  for (;;) {
    const events = await reader.events({ ...query, after, limit: batch });
    for (const event of events) {
      after = event.seq;
      const told = await tell(event);
      if (told) visible.push(told);
      if (visible.length === limit) return { events: visible, upTo: after };
    }
    if (events.length < batch) return { events: visible, upTo: after };
  }
}

/**
 * Whether the actor may see an event. An annotation's event requires visibility of both its current state and its state
 * after the event. If a draft was written in May and submitted in June, others do not learn in June that it existed in
 * May.
 */
async function mayKnowEvent(reader: Reader, viewer: Viewer, forum: Forum, event: StoredEvent): Promise<boolean> {
  const { actor } = viewer;
  const { subject } = event;
  if (subject.collection === "versions") {
    const version = (event.after ?? event.before) as Version;
    return can(actor, "read-version", { forum, version });
  }
  if (subject.collection === "annotations") {
    const then = event.after as Annotation | null;
    if (event.kind === "annotation-joint-declined" && !knowsOfAsking(actor, event)) return false;
    const now = await reader.get("annotations", subject.id);
    return then !== null && mayKnow(viewer, then) && now !== undefined && mayKnow(viewer, now);
  }
  if (subject.collection === "links") {
    const { baseVersionId, revisedVersionId } = event.after as Link;
    const ends = await Promise.all([baseVersionId, revisedVersionId].map((id) => reader.get("versions", id)));
    return ends.every((version) => version !== undefined && can(actor, "read-version", { forum, version }));
  }
  if (subject.collection === "dispositions") {
    const annotation = await reader.get("annotations", subject.id);
    return annotation !== undefined && mayKnow(viewer, annotation);
  }
  if (subject.collection === "uptakes") {
    const { annotationId } = event.after as UptakeCorrection;
    const annotation = await reader.get("annotations", annotationId);
    return annotation !== undefined && mayKnow(viewer, annotation);
  }
  if (subject.collection === "replies") {
    const reply = event.after as KeptReply | null;
    const annotation = reply ? await reader.get("annotations", reply.annotationId) : undefined;
    return (
      reply !== null &&
      annotation !== undefined &&
      mayKnow(viewer, annotation) &&
      mayKnowReply(viewer, reply, annotation)
    );
  }
  if (subject.collection === "contributions") {
    const then = (event.after ?? event.before) as ToldContribution | null;
    const now = (await reader.get("contributions", subject.id)) ?? then;
    return (
      then !== null &&
      now !== null &&
      [then, now].every((told) => can(actor, "know-contribution", seenBy(viewer, told)))
    );
  }
  if (subject.collection === "settlements") {
    const then = event.after as KeptSettlement | null;
    const annotation = then ? await reader.get("annotations", then.annotationId) : undefined;
    return (
      then !== null &&
      annotation !== undefined &&
      mayKnow(viewer, annotation) &&
      mayKnow(viewer, { ...annotation, visibility: then.visibility })
    );
  }
  if (subject.collection === "circles") {
    // Not visible to the secretariat, because an event on a document reveals that it has drafts.
    const circles = [event.before, event.after] as (Circle | null)[];
    return circles.some((circle) => circle !== null && isInCircle(actor, circle));
  }
  return true;
}

/** Whether the actor may see that an organisation was invited to co-sign. */
function knowsOfAsking(actor: Actor, { before }: StoredEvent): boolean {
  return before !== null && can(actor, "read-awaiting", before as Annotation);
}

/** Returns the event as the actor may see it, without the acting person if the forum hides sources from the actor. */
function told(viewer: Viewer, event: StoredEvent): ForumEvent {
  const { id, at, kind, documentId, subject } = event;
  const isHidden = spokenCollections.includes(subject.collection) && !mayKnowActor(viewer, event);
  const { actor, onBehalfOf } = isHidden ? { actor: null, onBehalfOf: null } : event;
  return { id, at, actor, onBehalfOf, kind, documentId, subject };
}

/** Collections of statements by participants. The other collections hold acts of the forum's administrators. */
const spokenCollections: readonly string[] = ["annotations", "replies", "settlements", "contributions"];

function mayKnowActor({ actor, sources }: Viewer, event: StoredEvent): boolean {
  if (sources === "shown" || actor.role === "secretariat") return true;
  const own = actor.participantId !== null && event.actor === actor.participantId;
  return own || (actor.organisationId !== null && event.onBehalfOf === actor.organisationId);
}

/**
 * Whether an event is the forum's own record of a circle change. Circle events with a document only report that
 * something is shared there.
 */
export function isOfCircles({ subject, documentId }: StoredEvent): boolean {
  return subject.collection === "circles" && documentId === null;
}
