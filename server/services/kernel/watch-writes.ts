import { NotKeptError, type Store, UnreachableError } from "../../store/store.ts";
import { storeOver } from "../../store/store-over.ts";

/** A store whose writes are watched. */
export interface WatchedStore {
  store: Store;
  /** Returns whether the last write succeeded. After one that failed, tries again now and then. */
  acceptsWrites: () => boolean;
}

/** Pause between tries to write, in ms. */
const pause = 5000;

/**
 * Watches the writes of a store. After a write fails, as on a full disk, the store counts as refusing writes until one
 * succeeds. A proxy may then send no more requests, so this tries a write of its own, which changes nothing.
 */
export function watchWrites(store: Store, now: () => number = Date.now): WatchedStore {
  let isFailing = false;
  let lastTry = -Infinity;
  const transact: Store["transact"] = async (work, options) => {
    try {
      return await store.transact(work, options);
    } catch (error) {
      if (isFailedWrite(error)) isFailing = true;
      throw error;
    }
  };
  const tryToWrite = async (): Promise<void> => {
    // Removing a row that does not exist goes to the disk like any other write, and needs no event.
    await transact((writer) => writer.remove("signInRequests", ""));
    isFailing = false;
  };
  store.subscribe(() => (isFailing = false));
  return {
    store: storeOver(store, { transact }),
    acceptsWrites: () => {
      if (isFailing && now() - lastTry >= pause) {
        lastTry = now();
        tryToWrite().catch(() => undefined);
      }
      return !isFailing;
    },
  };
}

/** Whether a transaction failed because of the disk, and not because of its content. */
export function isFailedWrite(error: unknown): boolean {
  return (
    error instanceof NotKeptError || error instanceof UnreachableError || (error instanceof Error && "syscall" in error)
  );
}
