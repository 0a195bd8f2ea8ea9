import type { Forum } from "#core/access/forum.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { isForumCircleEvent } from "../kernel/event-rules.ts";
import { batch, follow, type Following } from "../kernel/follow-events.ts";
import { ProblemError } from "../kernel/problem.ts";
import { visibleCircleEvents, visibleDocumentEvents, type VisibleEvents } from "../kernel/visible-events.ts";
import { findForum } from "../versions/find-version.ts";

/**
 * Returns a document's events, oldest first, as far as the actor may see them. `after` and `since` limit them to those
 * after an event and after a time.
 * @throws ProblemError not-signed-in, not-found, invalid-request (there is no such event)
 */
export async function getEvents(
  context: Context,
  actor: Actor,
  input: { document: string; after?: string | undefined; since?: string | undefined; limit: number },
): Promise<ForumEvent[]> {
  return context.store.read(async (reader) => {
    const { document, since, limit } = input;
    await findDocument(reader, actor, document);
    const after = input.after === undefined ? 0 : await reader.eventNumber(input.after);
    if (after === undefined) {
      throw new ProblemError("invalid-request", {}, [fieldProblem(["query", "after"], "event-unknown")]);
    }
    return (await eventsAfter(context, reader, actor, { document, after, since, limit })).events;
  });
}

/**
 * Returns the events after a sequence number of the store, with the number of the last event examined.
 * @throws ProblemError not-signed-in, not-found
 */
async function eventsAfter(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  { document, ...query }: { document: string; after: number; since?: string | undefined; limit: number },
): Promise<VisibleEvents> {
  const forum = await findDocument(reader, actor, document);
  return visibleDocumentEvents(context, reader, { actor, forum }, { documentId: document, ...query });
}

/** Checks that the document exists and that the actor may follow it, and returns the forum. */
async function findDocument(reader: Reader, actor: Actor, document: string): Promise<Forum> {
  const forum = await findForum(reader, actor);
  if (!(await reader.get("documents", document))) throw new ProblemError("not-found");
  return forum;
}

/**
 * Delivers a document's events after a given one, and then new events as they happen, as far as the actor may see them.
 * If `after` is null or unknown, no past events are delivered. Each event is delivered once and in order. A commit only
 * triggers another read of the store, so no event is lost between past and new ones.
 *
 * The actor's permissions are those at the start. The owner of the connection must close it when the actor signs out.
 * @throws ProblemError not-signed-in, not-found
 */
export async function followEvents(
  context: Context,
  actor: Actor,
  input: { document: string; after: string | null },
  hear: (event: ForumEvent) => void,
): Promise<Following> {
  const { document } = input;
  const find = (reader: Reader, after: number) =>
    eventsAfter(context, reader, actor, { document, after, limit: batch });
  return follow(context, input.after, { find, concerns: ({ documentId }) => documentId === document }, hear);
}

/**
 * Delivers the events of circles that the actor may see, in the same way. It does not reveal on which documents
 * something is shared with them.
 * @throws ProblemError not-signed-in
 */
export async function followCircles(
  context: Context,
  actor: Actor,
  input: { after: string | null },
  hear: (event: ForumEvent) => void,
): Promise<Following> {
  const find = (reader: Reader, after: number) => circleEventsAfter(context, reader, actor, { after, limit: batch });
  return follow(context, input.after, { find, concerns: isForumCircleEvent }, hear);
}

/**
 * Returns the events after a number, oldest first, for circles that the actor may see now or could see before the
 * event.
 * @throws ProblemError not-signed-in, not-allowed
 */
async function circleEventsAfter(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  query: { after: number; limit: number },
): Promise<VisibleEvents> {
  const forum = await findForum(reader, actor);
  authorise(actor, "read-participants");
  return visibleCircleEvents(context, reader, { actor, forum }, query);
}
