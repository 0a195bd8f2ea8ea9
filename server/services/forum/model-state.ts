import { setImmediate } from "node:timers/promises";
import type { AccountKind, AdministrationKind } from "#core/contract/administration-events.ts";
import type { EventKind } from "#core/contract/event-operations.ts";
import type { Reader, Store } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";

/**
 * Kinds of events that add nothing of one's own to the model: those of a person's own account and saved filters, and
 * those that happen by themselves. People who existed before the model keep their accounts when it is cleared.
 */
const harmless: ReadonlySet<string> = new Set<EventKind | AdministrationKind | AccountKind>([
  "invitation-made",
  "invitation-mailed",
  "signed-in",
  "signed-out",
  "session-renewed",
  "session-ended",
  "token-made",
  "token-used",
  "token-revoked",
  "identity-linked",
  "identity-unlinked",
  "passkey-added",
  "passkey-renamed",
  "passkey-removed",
  "access-recovered",
  "profile-changed",
  "preferences-changed",
  "email-changed",
  "view-saved",
  "view-removed",
  "consultation-closed",
  "set-up-changed",
]);

/** Returns the event by which the model filled the forum, if nothing was added since. */
export async function untouchedModel(reader: Reader): Promise<StoredEvent | null> {
  for (let seq = await reader.lastEvent(); seq > 0; seq -= 1) {
    const [event] = await reader.events({ after: seq - 1, limit: 1 });
    if (event?.kind === "model-forum-tried") return event;
    if (!event || !harmless.has(event.kind)) return null;
  }
  return null;
}

/** Returns whether a forum has only its people. */
export async function isEmptyForum(reader: Reader): Promise<boolean> {
  const filled = ["documents", "organisations", "circles", "contributions", "deputies"] as const;
  for (const collection of filled) if ((await reader.count(collection, {})) > 0) return false;
  return true;
}

/** How far the work of filling a forum is, in steps. */
interface Progress {
  done: number;
  of: number;
}

/** The work of filling a forum with the model forum. It can be followed and stopped by others than who began it. */
export interface ModelFilling {
  progress: Progress;
  isStopped: boolean;
}

/** Thrown to end the work that somebody stopped. */
export class FillingStopped extends Error {}

const running = new WeakMap<Store, ModelFilling>();

/** Registers the work that begins, or returns null if it is being done already. */
export function beginFilling(store: Store): ModelFilling | null {
  if (running.has(store)) return null;
  const filling = { progress: { done: 0, of: 0 }, isStopped: false };
  running.set(store, filling);
  return filling;
}

/**
 * Notes the progress of the work.
 * @throws FillingStopped if somebody stopped it
 */
export async function noteStep(filling: ModelFilling, done: number, of: number): Promise<void> {
  filling.progress = { done, of };
  // The steps would otherwise leave no time to answer who asks for the progress.
  await setImmediate();
  checkNotStopped(filling);
}

/** @throws FillingStopped if somebody stopped the work */
export function checkNotStopped({ isStopped }: ModelFilling): void {
  if (isStopped) throw new FillingStopped();
}

/** Ends the registration. From then on the work cannot be stopped. */
export function endFilling(store: Store): void {
  running.delete(store);
}

/** Stops the work before it stores anything. Returns whether there was any. */
export function stopFilling(store: Store): boolean {
  const filling = running.get(store);
  if (filling) filling.isStopped = true;
  return filling !== undefined;
}

/** Returns how far the work is. Null if none is being done. */
export function fillingOf(store: Store): Progress | null {
  return running.get(store)?.progress ?? null;
}
