import type { Annotation } from "#core/annotate/annotation.ts";
import type { Reader } from "../store/store.ts";
import type { StoredEvent } from "../store/stored-event.ts";

/** How many events are read at a time. */
const batch = 500;

/** What became of an annotation, oldest first. */
export async function* annotationEvents(
  reader: Reader,
  { id, documentId }: Pick<Annotation, "id" | "documentId">,
): AsyncGenerator<StoredEvent> {
  let after = 0;
  for (;;) {
    const events = await reader.events({ documentId, after, limit: batch });
    yield* events.filter(({ subject }) => subject.collection === "annotations" && subject.id === id);
    const last = events.at(-1);
    if (!last || events.length < batch) return;
    after = last.seq;
  }
}
