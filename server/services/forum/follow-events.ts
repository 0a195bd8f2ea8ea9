import type { Actor } from "#core/access/permissions.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Reader } from "../../store/store.ts";
import { circleEventsAfter, isOfCircles } from "./circle-events.ts";
import type { Context } from "../kernel/context.ts";
import { eventsAfter } from "./get-events.ts";

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
