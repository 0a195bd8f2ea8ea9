import type { Forum } from "#core/access/forum.ts";
import type { Circle } from "#core/access/people.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { isOfCircles, toldEvents, visibleEvents, type VisibleEvents } from "../kernel/visible-events.ts";
import { findForum } from "../versions/find-version.ts";

/**
 * What happened to a document after an event and since a moment, or from the beginning, as far as the actor may know,
 * oldest first.
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
 * The same after a number of the store's own, with how far it was looked.
 * @throws ProblemError not-signed-in, not-found
 */
async function eventsAfter(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  { document, ...query }: { document: string; after: number; since?: string | undefined; limit: number },
): Promise<Awaited<ReturnType<typeof visibleEvents>>> {
  const forum = await findDocument(reader, actor, document);
  return visibleEvents(context, reader, actor, forum, { documentId: document, ...query });
}

/** The forum whose document the actor may follow. */
async function findDocument(reader: Reader, actor: Actor, document: string): Promise<Forum> {
  const forum = await findForum(reader, actor);
  if (!(await reader.get("documents", document))) throw new ProblemError("not-found");
  return forum;
}

/** How many events are told at a time to one who was away. */
const batch = 200;

/** Somebody following a document, or circles. */
export interface Following {
  /** Ends it; nothing is heard afterwards. */
  stop(): void;
  /** Resolves once all that is committed by now has been told; rejects where that failed, and nothing more is told. */
  caughtUp(): Promise<void>;
}

/**
 * Tells what happened to a document after an event (null, or one there is not: nothing of the past), and then what
 * happens, each event once and in order, as far as the actor may know. A committed event is only a sign to look: what is told is read from the store, so that none is missed
 * between the past and the present.
 *
 * The actor is who they were at the beginning; whoever holds the connection ends it when they sign out.
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
 * Tells in the same way what happens to the circles the actor may know of. On which documents something is shared with them
 * is no part of it.
 * @throws ProblemError not-signed-in
 */
export async function followCircles(
  context: Context,
  actor: Actor,
  input: { after: string | null },
  hear: (event: ForumEvent) => void,
): Promise<Following> {
  const find = (reader: Reader, after: number) => circleEventsAfter(reader, actor, { after, limit: batch });
  return follow(context, input.after, { find, concerns: isOfCircles }, hear);
}

/** What is followed. */
interface Followed {
  /** What happened to it after an event, as far as the actor may know; at most a batch. */
  find: (reader: Reader, after: number) => Promise<{ events: ForumEvent[]; upTo: number }>;
  /** Whether an event that was just committed may be one of them. */
  concerns: (event: StoredEvent) => boolean;
}

async function follow(
  context: Context,
  from: string | null,
  { find, concerns }: Followed,
  hear: (event: ForumEvent) => void,
): Promise<Following> {
  let after = await context.store.read(
    async (reader) => (from !== null && (await reader.eventNumber(from))) || reader.lastEvent(),
  );
  let stopped = false;

  const look = async (): Promise<void> => {
    for (;;) {
      const { events, upTo } = stopped
        ? { events: [], upTo: after }
        : await context.store.read((reader) => find(reader, after));
      for (const event of events) {
        if (stopped) return;
        hear(event);
      }
      after = upTo;
      if (events.length < batch) return;
    }
  };

  let looking: Promise<void> = Promise.resolve();
  const lookAgain = (): void => {
    looking = looking.then(look);
    looking.catch(leave);
  };
  const unsubscribe = context.store.subscribe((event) => {
    if (concerns(event)) lookAgain();
  });
  const leave = (): void => {
    stopped = true;
    unsubscribe();
  };
  lookAgain();
  await looking;
  return { stop: leave, caughtUp: () => looking };
}

/**
 * What happened to the circles the actor may know of, or might before it happened, after a number, oldest first.
 * @throws ProblemError not-signed-in, not-allowed
 */
async function circleEventsAfter(
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
