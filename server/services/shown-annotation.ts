import { can, type Actor } from "#core/access/ability.ts";
import type { Annotation } from "#core/annotate/annotation.ts";
import type { Reply } from "#core/annotate/reply.ts";

/**
 * Whether the actor may know that an annotation exists. A draft that was withdrawn before it was ever submitted is gone
 * for all but its author: nobody else needs to hear that there was one.
 */
export function mayKnow(actor: Actor, annotation: Annotation): boolean {
  if (!can(actor, "read-annotation", annotation)) return false;
  return annotation.visibility === "submitted" || standsFor(actor, annotation, annotation);
}

/** The annotation as the actor may read it: without words and steps where it was taken back. Its place stays. */
export function shownTo(actor: Actor, annotation: Annotation): Annotation {
  return standsFor(actor, annotation, annotation) ? annotation : { ...annotation, text: "", operations: [] };
}

/** The reply as the actor may read it: without words and position where it was taken back. */
export function replyShownTo(actor: Actor, reply: Reply, annotation: Annotation): Reply {
  return standsFor(actor, reply, annotation) ? reply : { ...reply, text: "", position: null };
}

function standsFor(
  actor: Actor,
  { standing, speaker }: Pick<Annotation | Reply, "standing" | "speaker">,
  { visibility }: Pick<Annotation, "visibility">,
): boolean {
  return standing === "open" || standing === "erased" || can(actor, "read-taken-back", { speaker, visibility });
}
