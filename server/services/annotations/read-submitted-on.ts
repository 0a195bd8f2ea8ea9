import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { mayKnow } from "../kernel/shown-annotation.ts";
import { readSight, type Sight } from "../kernel/sight.ts";

/** What was submitted on a document, in whatever standing, as far as the actor may know of it. */
export async function readSubmittedOn(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  documentId: string,
): Promise<{ sight: Sight; annotations: Annotation[] }> {
  const sight = await readSight(context, reader, actor);
  const annotations = (await reader.list("annotations", { documentId })).filter(
    (annotation) => annotation.visibility === "submitted" && mayKnow(sight, annotation),
  );
  return { sight, annotations };
}
