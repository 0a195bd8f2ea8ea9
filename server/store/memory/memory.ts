import { Announcer, SerialQueue } from "./announcer.ts";
import { type Bodies, bodyCollections, type BodyCollection, type Collection, type Identified } from "../collections.ts";
import type { StoredEvent } from "../stored-event.ts";
import { digestOfBody } from "../seals.ts";
import { stateOf } from "./state.ts";
import { frozen } from "./frozen.ts";
import { beginTransaction, type BodyStore, stateReader } from "./transaction.ts";
import type { Store } from "../store.ts";

/** The data of a store in full. */
export interface StoreData {
  readonly values: Partial<Record<Collection, readonly Identified[]>>;
  readonly events: readonly StoredEvent[];
}

/**
 * Creates a store that loses everything when the process ends. For tests, and for trying out a forum before keeping it.
 * It can start with the data of another store.
 */
export function openMemoryStore({ values, events }: StoreData = { values: {}, events: [] }): Store {
  const rows = bodyCollections.map((collection) => [
    collection,
    ((values[collection] ?? []) as Bodies[BodyCollection][]).map((body) => ({
      id: body.id,
      digest: digestOfBody(body),
    })),
  ]);
  const state = stateOf({ ...values, ...(Object.fromEntries(rows) as typeof values) }, [...events]);
  const bodyStore = memoryBodyStore(values);
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
        const change = await transaction.finish();
        if (change) {
          await state.applyInTurns(change);
          await announcer.announce(change.events);
        }
        return result;
      }),
    subscribe: (listener) => announcer.subscribe(listener),
    verify: () => Promise.resolve([]),
    checkBodies: () => Promise.resolve([]),
    close: () => queue.idle(),
  };
}

function memoryBodyStore(values: StoreData["values"]): BodyStore {
  const kept = <C extends BodyCollection>(collection: C): Map<string, Bodies[C]> =>
    new Map((values[collection] ?? []).map((body) => [body.id, body as Bodies[C]]));
  const bodies: { [C in BodyCollection]: Map<string, Bodies[C]> } = {
    contents: kept("contents"),
    originals: kept("originals"),
  };
  return {
    keep(collection, body) {
      const bodyStore: Map<string, typeof body> = bodies[collection];
      if (!bodyStore.has(body.id)) bodyStore.set(body.id, frozen(body));
      return Promise.resolve({ id: body.id, digest: digestOfBody(body) });
    },
    fetch: (collection, { id }) => Promise.resolve(bodies[collection].get(id)),
    drop(collection, id) {
      bodies[collection].delete(id);
      return Promise.resolve();
    },
  };
}
