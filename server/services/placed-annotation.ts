import { can, type Actor } from "#core/access/ability.ts";
import type { Placement } from "#core/annotate/placement.ts";
import { inOrder } from "#core/annotate/in-order.ts";
import { standpointsOf } from "#core/annotate/standpoint.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { KeptThread } from "./find-annotation.ts";
import { mayKnowReply, settlementShown, shownTo } from "./shown-annotation.ts";
import { shownReply } from "./shown-reply.ts";

/** An annotation as the actor is shown it, with its thread in order of time and what the actor may do. */
export function placedAnnotation(
  actor: Actor,
  { annotation, replies, disposition, settlements }: KeptThread,
  madeOn: string,
  placement: Placement,
): PlacedAnnotation {
  const open = annotation.standing === "open";
  const settlement = settlements.find(({ versionId }) => versionId === placement.versionId);
  const shown = inOrder(replies)
    .filter((reply) => mayKnowReply(actor, reply, annotation))
    .map((reply) => shownReply(actor, reply));
  return {
    annotation: shownTo(actor, annotation),
    madeOn,
    placement,
    replies: shown,
    positions: standpointsOf(shown),
    disposition,
    settlement: settlement ? settlementShown(settlement) : null,
    may: {
      edit: open && can(actor, "edit-annotation", annotation),
      withdraw: open && can(actor, "withdraw-annotation", annotation),
      hide: open && annotation.visibility === "submitted" && can(actor, "hide-annotation"),
      reinstate:
        (annotation.standing === "withdrawn" && can(actor, "withdraw-annotation", annotation)) ||
        (annotation.standing === "hidden" && can(actor, "hide-annotation")),
      erase: annotation.standing !== "erased" && can(actor, "erase-annotation"),
      reply: open && can(actor, "reply"),
      decide: open && annotation.visibility === "submitted" && can(actor, "decide"),
      confirmJoint: open && can(actor, "confirm-joint", annotation),
      leaveJoint: open && can(actor, "leave-joint", annotation),
      settle: open && annotation.versionId !== placement.versionId && can(actor, "settle-place", annotation),
    },
  };
}
