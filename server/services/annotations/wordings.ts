import type { Actor } from "#core/access/permissions.ts";
import { type Annotation, type EarlierWording, wordingUntil } from "#core/discuss/annotation.ts";
import type { Context } from "../kernel/context.ts";
import { eventsOf } from "../kernel/events.ts";
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
    for await (const { at, before, after } of eventsOf(reader, { collection: "annotations", id: annotation.id })) {
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
