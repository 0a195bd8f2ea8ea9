import type { Actor } from "#core/access/permissions.ts";
import type { Store, Writer } from "../../store/store.ts";
import type { Context } from "./context.ts";

/**
 * Returns a context that records the deputy in every event, if a deputy acts. Services know only the person who is
 * represented, so none of them can forget the deputy.
 */
export function asDeputy(context: Context, { deputyId }: Actor): Context {
  return deputyId === undefined ? context : { ...context, store: recordingStore(context.store, deputyId) };
}

function recordingStore(store: Store, deputy: string): Store {
  return {
    read: (look) => store.read(look),
    transact: (work) => store.transact((writer) => work(recordingWriter(writer, deputy))),
    verify: () => store.verify(),
    subscribe: (listener) => store.subscribe(listener),
    close: () => store.close(),
  };
}

function recordingWriter(writer: Writer, deputy: string): Writer {
  return {
    get: (collection, id) => writer.get(collection, id),
    list: (collection, scope) => writer.list(collection, scope),
    count: (collection, scope) => writer.count(collection, scope),
    bodies: (collection) => writer.bodies(collection),
    events: (query) => writer.events(query),
    eventNumber: (id) => writer.eventNumber(id),
    lastEvent: () => writer.lastEvent(),
    chainHead: (chain) => writer.chainHead(chain),
    chainEvents: (query) => writer.chainEvents(query),
    put: (collection, value) => writer.put(collection, value),
    remove: (collection, id) => writer.remove(collection, id),
    append: (event) => writer.append({ ...event, deputy }),
    forget: (subject) => writer.forget(subject),
    rewrite: (events) => writer.rewrite(events),
  };
}
