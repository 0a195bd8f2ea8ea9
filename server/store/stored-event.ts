import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Collection } from "./collections.ts";

/** What an event was done to. */
export interface EventSubject {
  readonly collection: Collection;
  readonly id: string;
}

/** An event as a transaction appends it; the store gives it its number. */
export interface NewEvent extends Omit<ForumEvent, "seq" | "subject"> {
  subject: EventSubject;
  /** The subject as it was; null where there was none. Kept for audit and undo, and never sent by the API. */
  before: unknown;
  /** The subject as it became; null where nothing is left. */
  after: unknown;
}

/** An event as the store keeps it. */
export interface StoredEvent extends NewEvent {
  /** Counts from 1, without gaps. */
  seq: number;
}
