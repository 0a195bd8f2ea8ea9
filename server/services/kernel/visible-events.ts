import type { Forum } from "#core/access/forum.ts";
import { can, represents, type Actor } from "#core/access/permissions.ts";
import type { EventKind, ForumEvent } from "#core/contract/event-operations.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";
import { type EventRule, type EventViewer, isForumCircleEvent, ruleOf } from "./event-rules.ts";
import { readViewer, type Viewer } from "./visibility.ts";

/** Maximum number of events to read at a time. */
const mostAtOnce = 500;

/** Events as an actor may see them. */
export interface VisibleEvents {
  events: ForumEvent[];
  /** The sequence number of the last event examined, visible or not. The next request starts after it. */
  upTo: number;
}

/** A selection of events. */
export interface EventQuery {
  /** Only events with a greater sequence number. */
  after: number;
  /** Only events after this time. */
  since?: string | undefined;
  limit: number;
}

/** The actor who reads the events, in their forum. */
interface EventReader {
  actor: Actor;
  forum: Forum;
}

/** Returns a document's events that the actor may see, oldest first. */
export async function visibleDocumentEvents(
  context: Pick<Context, "now">,
  reader: Reader,
  { actor, forum }: EventReader,
  query: EventQuery & { documentId: string },
): Promise<VisibleEvents> {
  const viewer = { ...(await readViewer(context, reader, actor)), forum };
  return visibleEvents(reader, viewer, query, () => true);
}

/** Returns the forum's own events of circles that the actor may see, oldest first. */
export async function visibleCircleEvents(
  context: Pick<Context, "now">,
  reader: Reader,
  { actor, forum }: EventReader,
  query: EventQuery,
): Promise<VisibleEvents> {
  const viewer = { ...(await readViewer(context, reader, actor)), forum };
  return visibleEvents(reader, viewer, query, isForumCircleEvent);
}

/** Returns the wanted events that the viewer may see. The states before and after each event are left out. */
async function visibleEvents(
  reader: Reader,
  viewer: EventViewer,
  { since, limit, documentId, ...query }: EventQuery & { documentId?: string },
  isWanted: (event: StoredEvent) => boolean,
): Promise<VisibleEvents> {
  const visible: ForumEvent[] = [];
  let { after } = query;
  // Most events are visible to most actors, so that no more than wanted are read at first.
  for (let batch = Math.min(limit, mostAtOnce); ; batch = Math.min(2 * batch, mostAtOnce)) {
    const events = await reader.events({ ...(documentId !== undefined && { documentId }), after, limit: batch });
    for (const event of events) {
      after = event.seq;
      if (since !== undefined && event.at <= since) continue;
      const rule = isWanted(event) ? ruleOf(event) : null;
      if (rule && (await rule.mayKnow(event, viewer, reader))) visible.push(presentEvent(viewer, event, rule));
      if (visible.length === limit) return { events: visible, upTo: after };
    }
    if (events.length < batch) return { events: visible, upTo: after };
  }
}

/** Returns the event as the viewer may see it, without the acting person if the forum hides sources from the viewer. */
export function presentEvent(viewer: Viewer, event: StoredEvent, { isStatement }: EventRule): ForumEvent {
  const { id, at, kind, documentId, subject, quiet } = event;
  const isHidden = isStatement && !mayKnowActor(viewer, event);
  const { actor, onBehalfOf } = isHidden ? { actor: null, onBehalfOf: null } : event;
  // Only events of these kinds have a rule.
  return { id, at, actor, onBehalfOf, kind: kind as EventKind, documentId, subject, ...(quiet && { quiet }) };
}

function mayKnowActor({ actor, sources }: Viewer, event: StoredEvent): boolean {
  if (can(actor, "read-sources", { sources })) return true;
  const isOwn = actor.participantId !== null && event.actor === actor.participantId;
  return isOwn || represents(actor, event.onBehalfOf);
}
