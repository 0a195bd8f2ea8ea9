import type { Actor } from "#core/access/permissions.ts";
import { type Annotation, type EarlierWording, wordingUntil } from "#core/discuss/annotation.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "../kernel/context.ts";
import { everyEvent } from "../kernel/events.ts";
import { mayKnow, readableAnnotation } from "../kernel/visibility.ts";
import { findAnnotation } from "./find-annotation.ts";

/**
 * Returns the earlier texts of an annotation, oldest first, as far as the actor may read them. Text that it had as a
 * draft is shown only to those who could read the draft. Actors who may not read the current text of a withdrawn, hidden
 * or erased annotation cannot read its earlier texts either.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getEarlierWordings(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<EarlierWording[]> {
  return context.store.read(async (reader) => {
    const { annotation, viewer } = await findAnnotation(context, reader, actor, input.annotation);
    const wordings: EarlierWording[] = [];
    for await (const { at, before, after } of annotationEvents(reader, annotation)) {
      if (before === null || after === null) continue;
      const earlier = before as Annotation;
      const wording = wordingUntil(earlier, after as Annotation, at);
      if (!wording || !mayKnow(viewer, earlier)) continue;
      const { text, operations } = readableAnnotation(viewer, { ...earlier, standing: annotation.standing });
      if (text !== "" || operations.length > 0) wordings.push(wording);
    }
    return wordings;
  });
}

/** Yields the events of an annotation, oldest first. */
export async function* annotationEvents(
  reader: Reader,
  { id, documentId }: Pick<Annotation, "id" | "documentId">,
): AsyncGenerator<StoredEvent> {
  for await (const event of everyEvent(reader, { documentId })) {
    const { subject } = event;
    if (subject.collection === "annotations" && subject.id === id) yield event;
  }
}
