import type { EventListener } from "../store.ts";
import type { StoredEvent } from "../stored-event.ts";

/** Tells listeners of committed events. */
export class Announcer {
  readonly #listeners = new Set<EventListener>();

  subscribe(listener: EventListener): () => void {
    /** A wrapper of its own, so that the same function subscribed twice is two subscriptions. */
    const own: EventListener = (event) => listener(event);
    this.#listeners.add(own);
    return () => void this.#listeners.delete(own);
  }

  announce(events: readonly StoredEvent[]): void {
    for (const event of events) for (const listener of [...this.#listeners]) listener(event);
  }
}
