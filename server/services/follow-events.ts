import type { Actor } from "#core/access/ability.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Context } from "./context.ts";
import { getEvents } from "./get-events.ts";

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
 * Tells what happened to a document after a number (null: nothing of the past), and then what happens, each event once and in order, as far as the
 * actor may know. A committed event is only a sign to look: what is told is read from the store, so that none is missed
 * between the past and the present.
 *
 * The actor is who they were at the beginning; whoever holds the connection ends it when they sign out.
 * @throws ProblemError not-signed-in, not-found
 */
export async function followEvents(
  context: Context,
  actor: Actor,
  input: { document: string; after: number | null },
  hear: (event: ForumEvent) => void,
): Promise<Following> {
  let after = input.after ?? (await context.store.read((reader) => reader.lastEvent()));
  let stopped = false;

  const look = async (): Promise<void> => {
    for (;;) {
      const events = stopped ? [] : await getEvents(context, actor, { document: input.document, after, limit: batch });
      for (const event of events) {
        if (stopped) return;
        after = event.seq;
        hear(event);
      }
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
