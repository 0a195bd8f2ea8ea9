import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "./context.ts";
import type { VisibleEvents } from "./visible-events.ts";

/** Maximum number of past events to read at a time when a client catches up. */
export const batch = 200;

/** A subscription to the events of a document, of circles or for a person. */
export interface Following {
  /** Ends the subscription. No event is delivered afterwards. */
  stop(): void;
  /** Resolves once all events committed so far are delivered. Rejects if delivery failed; no further events follow. */
  caughtUp(): Promise<void>;
}

/** The source of a subscription. */
export interface Followed {
  /** Returns its events after a given one, as far as the actor may see them; at most one batch. */
  find: (reader: Reader, after: number) => Promise<VisibleEvents>;
  /** Whether a newly committed event may belong to it. */
  concerns: (event: StoredEvent) => boolean;
}

/**
 * Delivers events after a given one, and then new ones as they happen. Each is delivered once and in order. A commit only
 * triggers another read of the store, so no event is lost between past and new ones. If `from` is null or unknown, no past
 * events are delivered.
 */
export async function follow(
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
