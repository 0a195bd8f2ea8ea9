import { randomBytes } from "node:crypto";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { Collection } from "./collections.ts";

/** What an event was done to. */
export interface EventSubject {
  readonly collection: Collection;
  readonly id: string;
}

/** An event as a transaction appends it; the store gives it its number and its id. */
export interface NewEvent extends Omit<ForumEvent, "id" | "subject"> {
  subject: EventSubject;
  /** The subject as it was; null where there was none. Kept for audit and undo, and never sent by the API. */
  before: unknown;
  /** The subject as it became; null where nothing is left. */
  after: unknown;
}

/** An event as the store keeps it. */
export interface StoredEvent extends NewEvent {
  /** Counts from 1, without gaps. It never leaves the server: gaps between what somebody is told count what they are not. */
  seq: number;
  /** What readers know it by: random, so that it tells nothing of how many there are. */
  id: string;
}

/** An id nobody can guess or order: 96 random bits. */
export function newEventId(): string {
  return randomBytes(12).toString("base64url");
}
