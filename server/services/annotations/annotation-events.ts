import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { everyEvent } from "../kernel/every-event.ts";

/** What became of an annotation, oldest first. */
export async function* annotationEvents(
  reader: Reader,
  { id, documentId }: Pick<Annotation, "id" | "documentId">,
): AsyncGenerator<StoredEvent> {
  for await (const event of everyEvent(reader, { documentId })) {
    const { subject } = event;
    if (subject.collection === "annotations" && subject.id === id) yield event;
  }
}
