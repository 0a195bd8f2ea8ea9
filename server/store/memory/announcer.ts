import { setImmediate as nextTurn } from "node:timers/promises";
import type { EventListener } from "../store.ts";
import type { StoredEvent } from "../stored-event.ts";

/** Runs tasks one at a time, in order. A failed task does not stop the next one. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work, work);
    this.#last = result.catch(() => undefined);
    return result;
  }

  /** Resolves when all tasks requested so far have run. */
  async idle(): Promise<void> {
    await this.#last;
  }
}

/** Number of events that are announced at once. */
const announcedAtOnce = 100;

/** Notifies listeners of committed events. */
export class Announcer {
  readonly #listeners = new Set<EventListener>();
  readonly #queue = new SerialQueue();

  subscribe(listener: EventListener): () => void {
    /** A separate wrapper, so that a function subscribed twice counts as 2 subscriptions. */
    const wrapped: EventListener = (event) => listener(event);
    this.#listeners.add(wrapped);
    return () => void this.#listeners.delete(wrapped);
  }

  /** Announces events in order, after those of earlier calls. Others get their turn between many events. */
  announce(events: readonly StoredEvent[]): Promise<void> {
    return this.#queue.run(async () => {
      for (const [at, event] of events.entries()) {
        if (at > 0 && at % announcedAtOnce === 0) await nextTurn();
        for (const listener of [...this.#listeners]) listener(event);
      }
    });
  }
}
