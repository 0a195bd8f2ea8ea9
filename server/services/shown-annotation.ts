import { can, type Actor } from "#core/access/ability.ts";
import type { Annotation } from "#core/annotate/annotation.ts";
import type { Reply } from "#core/annotate/reply.ts";
import type { Settlement } from "#core/annotate/settlement.ts";
import type { KeptReply, KeptSettlement } from "../store/collections.ts";

/**
 * Whether the actor may know that an annotation exists. A draft that was withdrawn before it was ever submitted is gone
 * for all but its author: nobody else needs to hear that there was one.
 */
export function mayKnow(actor: Actor, annotation: Annotation): boolean {
  if (!can(actor, "read-annotation", annotation)) return false;
  return annotation.visibility === "submitted" || standsFor(actor, annotation, annotation);
}

/**
 * The annotation as the actor may read it: without words and steps where it was taken back, and without the organisations
 * that were asked to say it too where that does not concern them. Its place stays.
 */
export function shownTo(actor: Actor, annotation: Annotation): Annotation {
  const shown = can(actor, "read-awaiting", annotation)
    ? annotation
    : { ...annotation, speaker: { ...annotation.speaker, awaiting: [] } };
  return standsFor(actor, annotation, annotation) ? shown : { ...shown, text: "", operations: [] };
}

/**
 * Whether the actor may know that a reply exists, given that they may know of the annotation. What colleagues said to a
 * draft stays between them once the draft is submitted.
 */
export function mayKnowReply(actor: Actor, { speaker, visibility }: KeptReply, annotation: Annotation): boolean {
  return (
    can(actor, "read-annotation", { speaker, visibility }) ||
    can(actor, "read-annotation", { speaker: annotation.speaker, visibility })
  );
}

/** The reply as the actor may read it: without words and position where it was taken back. */
export function replyShownTo(actor: Actor, { visibility, ...reply }: KeptReply): Reply {
  return standsFor(actor, reply, { visibility }) ? reply : { ...reply, text: "", position: null };
}

/** The settlement as it is shown to whoever may know of its annotation. */
export function settlementShown({ visibility: _visibility, ...settlement }: KeptSettlement): Settlement {
  return settlement;
}

function standsFor(
  actor: Actor,
  { standing, speaker }: Pick<Annotation | Reply, "standing" | "speaker">,
  { visibility }: Pick<Annotation, "visibility">,
): boolean {
  return standing === "open" || standing === "erased" || can(actor, "read-taken-back", { speaker, visibility });
}
