import type { Store } from "./store.ts";

/** Returns a store that works like another one, except for its own methods. */
export function storeOver(store: Store, own: Partial<Store>): Store {
  return {
    read: (look, options) => store.read(look, options),
    transact: (work, options) => store.transact(work, options),
    subscribe: (listener) => store.subscribe(listener),
    verify: () => store.verify(),
    checkBodies: (signal) => store.checkBodies(signal),
    close: () => store.close(),
    counts: store.counts,
    ...own,
  };
}
