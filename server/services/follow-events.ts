import type { Actor } from "#core/access/ability.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Context } from "./context.ts";
import { eventsAfter } from "./get-events.ts";

/** How many events are told at a time to one who was away. */
const batch = 200;

/** Somebody following a document. */
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
  let after = await context.store.read(
    async (reader) => (input.after !== null && (await reader.eventNumber(input.after))) || reader.lastEvent(),
  );
  let stopped = false;

  const look = async (): Promise<void> => {
    for (;;) {
      const { events, upTo } = stopped
        ? { events: [], upTo: after }
        : await context.store.read((reader) =>
            eventsAfter(context, reader, actor, { document: input.document, after, limit: batch }),
          );
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
    if (event.documentId === input.document) lookAgain();
  });
  const leave = (): void => {
    stopped = true;
    unsubscribe();
  };
  lookAgain();
  await looking;
  return { stop: leave, caughtUp: () => looking };
}
