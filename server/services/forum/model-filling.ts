import { setImmediate } from "node:timers/promises";
import type { Store } from "../../store/store.ts";

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
