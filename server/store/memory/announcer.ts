import type { EventListener } from "../store.ts";
import type { StoredEvent } from "../stored-event.ts";

/** Notifies listeners of committed events. */
export class Announcer {
  readonly #listeners = new Set<EventListener>();

  subscribe(listener: EventListener): () => void {
    /** A separate wrapper, so that a function subscribed twice counts as 2 subscriptions. */
    const wrapped: EventListener = (event) => listener(event);
    this.#listeners.add(wrapped);
    return () => void this.#listeners.delete(wrapped);
  }

  announce(events: readonly StoredEvent[]): void {
    for (const event of events) for (const listener of [...this.#listeners]) listener(event);
  }
}
