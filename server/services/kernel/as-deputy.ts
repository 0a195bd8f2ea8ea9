import type { Actor } from "#core/access/permissions.ts";
import type { Store, Writer } from "../../store/store.ts";
import { storeOver } from "../../store/store-over.ts";
import type { Context } from "./context.ts";

/**
 * Returns a context that records the deputy in every event, if a deputy acts. Services know only the person who is
 * represented, so none of them can forget the deputy.
 */
export function asDeputy(context: Context, { deputyId }: Actor): Context {
  return deputyId === undefined ? context : { ...context, store: recordingStore(context.store, deputyId) };
}

function recordingStore(store: Store, deputy: string): Store {
  return storeOver(store, {
    transact: (work, options) => store.transact((writer) => work(recordingWriter(writer, deputy)), options),
  });
}

function recordingWriter(writer: Writer, deputy: string): Writer {
  return { ...writer, append: (event) => writer.append({ ...event, deputy }) };
}
