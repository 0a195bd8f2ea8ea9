import {
  isBodyCollection,
  type Collection,
  type Records,
  type RowCollection,
  type Rows,
  type Scope,
} from "../collections.ts";
import type { Shelf } from "./shelf.ts";
import type { View } from "./state.ts";
import type { Reader } from "../store.ts";
import type { StoredEvent } from "../stored-event.ts";

/** Whether a value has all the fields a scope names. */
export function inScope<C extends RowCollection>(value: Rows[C], scope: Scope<C> | undefined): boolean {
  return Object.entries(scope ?? {}).every(
    ([field, wanted]) => wanted === undefined || (value as unknown as Record<string, unknown>)[field] === wanted,
  );
}

/** Reads one view of a state. */
export function stateReader(view: View, shelf: Shelf): Reader {
  return {
    async get<C extends Collection>(collection: C, id: string): Promise<Records[C] | undefined> {
      const held = view.tables[collection].values.get(id);
      if (held === undefined || !isBodyCollection(collection)) return held as Records[C] | undefined;
      return (await shelf.fetch(collection, id)) as Records[C] | undefined;
    },
    list<C extends RowCollection>(collection: C, scope?: Scope<C>): Promise<Rows[C][]> {
      const values = [...view.tables[collection].values.values()] as Rows[C][];
      return Promise.resolve(scope ? values.filter((value) => inScope<C>(value, scope)) : values);
    },
    events({ after, limit, documentId }): Promise<StoredEvent[]> {
      const found: StoredEvent[] = [];
      for (let index = Math.max(0, after); index < view.eventCount && found.length < limit; index += 1) {
        const event = view.events[index];
        if (event && (documentId === undefined || event.documentId === documentId)) found.push(event);
      }
      return Promise.resolve(found);
    },
    /** From the end, since who asks was here a moment ago: an index would cost more than it saves. */
    eventNumber: (id) =>
      Promise.resolve(view.events.findLast((event, index) => index < view.eventCount && event.id === id)?.seq),
    lastEvent: () => Promise.resolve(view.eventCount),
  };
}
