import { isFailedWrite } from "../services/kernel/watch-writes.ts";
import type { Store } from "../store/store.ts";
import { storeOver } from "../store/store-over.ts";

/** Receives the result of each transaction, and its durations in seconds. */
export interface StoreMeter {
  /** `commit` is the part after the transaction's own work. Both are meaningful only for "committed". */
  transacted: (result: "committed" | "refused" | "failed", seconds: { all: number; commit: number }) => void;
}

/** Returns a store whose transactions are measured. */
export function measuredStore(store: Store, meter: StoreMeter): Store {
  return storeOver(store, {
    async transact(work, options) {
      const begun = performance.now();
      let worked = begun;
      try {
        const result = await store.transact(async (writer) => {
          const done = await work(writer);
          worked = performance.now();
          return done;
        }, options);
        const now = performance.now();
        meter.transacted("committed", { all: (now - begun) / 1000, commit: (now - worked) / 1000 });
        return result;
      } catch (error) {
        meter.transacted(isFailedWrite(error) ? "failed" : "refused", { all: 0, commit: 0 });
        throw error;
      }
    },
  });
}
