import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";

/** How many events are read at a time. */
const batch = 500;

/** Everything that happened, to one document or at all, oldest first. */
export async function* everyEvent(reader: Reader, query: { documentId?: string } = {}): AsyncGenerator<StoredEvent> {
  let after = 0;
  for (;;) {
    const events = await reader.events({ ...query, after, limit: batch });
    yield* events;
    const last = events.at(-1);
    if (!last || events.length < batch) return;
    after = last.seq;
  }
}
