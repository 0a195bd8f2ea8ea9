import { can, type Actor } from "#core/access/permissions.ts";
import type { Circle } from "#core/access/circle.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import { findForum } from "../versions/find-version.ts";
import { toldEvents, type VisibleEvents } from "../kernel/visible-events.ts";

/** Whether an event tells of circles as the forum has them: those on a document tell that something is shared there. */
export function isOfCircles({ subject, documentId }: StoredEvent): boolean {
  return subject.collection === "circles" && documentId === null;
}

/**
 * What happened to the circles the actor may know of, or might before it happened, after a number, oldest first.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function circleEventsAfter(
  reader: Reader,
  actor: Actor,
  query: { after: number; limit: number },
): Promise<VisibleEvents> {
  await findForum(reader, actor);
  authorise(actor, "read-participants");
  return toldEvents(reader, query, (event) => {
    const circles = [event.before, event.after] as (Circle | null)[];
    const isKnown = isOfCircles(event) && circles.some((circle) => circle && can(actor, "read-circle", circle));
    const { id, at, kind, documentId, subject, actor: by, onBehalfOf } = event;
    return isKnown ? { id, at, actor: by, onBehalfOf, kind, documentId, subject } : null;
  });
}
