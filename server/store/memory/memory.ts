import { Announcer } from "./announcer.ts";
import type { Bodies, BodyCollection } from "../collections.ts";
import { stateOf } from "./state.ts";
import { frozen } from "./frozen.ts";
import { SerialQueue } from "./serial-queue.ts";
import { beginTransaction, type BodyStore, stateReader } from "./transaction.ts";
import type { Store } from "../store.ts";

/**
 * Creates a store that loses everything when the process ends. For tests, and for trying out a forum before keeping it.
 */
export function openMemoryStore(): Store {
  const state = stateOf({}, []);
  const bodyStore = memoryBodyStore();
  const queue = new SerialQueue();
  const announcer = new Announcer();
  return {
    async read(look) {
      const view = state.view();
      try {
        return await look(stateReader(view, bodyStore));
      } finally {
        state.release(view);
      }
    },
    transact: (work) =>
      queue.run(async () => {
        const view = state.view();
        const transaction = beginTransaction(view, bodyStore);
        let result;
        try {
          result = await work(transaction.writer);
        } finally {
          state.release(view);
        }
        const change = transaction.finish();
        if (change) {
          state.apply(change);
          announcer.announce(change.events);
        }
        return result;
      }),
    subscribe: (listener) => announcer.subscribe(listener),
    verify: () => Promise.resolve([]),
    close: () => queue.idle(),
  };
}

function memoryBodyStore(): BodyStore {
  const bodies: { [C in BodyCollection]: Map<string, Bodies[C]> } = { contents: new Map(), originals: new Map() };
  return {
    keep(collection, body) {
      const bodyStore: Map<string, typeof body> = bodies[collection];
      if (!bodyStore.has(body.id)) bodyStore.set(body.id, frozen(body));
      return Promise.resolve({ id: body.id });
    },
    fetch: (collection, { id }) => Promise.resolve(bodies[collection].get(id)),
    drop(collection, id) {
      bodies[collection].delete(id);
      return Promise.resolve();
    },
  };
}
