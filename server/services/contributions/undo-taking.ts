import type { Actor } from "#core/access/permissions.ts";
import type { Standing } from "#core/discuss/annotation.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { annotationEvent, replyEvent } from "../kernel/annotation-event.ts";
import { changeContribution } from "./change-contribution.ts";
import type { Context } from "../kernel/context.ts";

/**
 * Withdraws all that was made of a contribution, which is prepared again: it can be corrected, taken anew or discarded.
 * What was taken back already, or erased, stays as it is and is left out from now on.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function undoTaking(
  context: Context,
  actor: Actor,
  { contribution: id, revision }: { contribution: string; revision: string },
): Promise<ShownContribution> {
  const change = { kind: "contribution-undone", from: "taken", revision } as const;
  return changeContribution(context, actor, id, change, async ({ contribution }, writer) => {
    const gone = new Set<string>();
    const withdrawn = <Said extends { id: string; standing: Standing }>(before: Said): Said | null => {
      if (before.standing === "open") return { ...before, standing: "withdrawn", revision: context.newRevision() };
      gone.add(before.id);
      return null;
    };
    for (const { annotationId: id, replies } of contribution.items) {
      const annotation = id === null ? undefined : await writer.get("annotations", id);
      const after = annotation && withdrawn(annotation);
      if (annotation && after) {
        await writer.put("annotations", after);
        await writer.append(annotationEvent(context, actor, "annotation-withdrawn", annotation, after));
      }
      for (const replyId of [id, ...replies.map((answer) => answer.replyId)]) {
        const reply = replyId === null ? undefined : await writer.get("replies", replyId);
        const left = reply && withdrawn(reply);
        if (!reply || !left) continue;
        await writer.put("replies", left);
        await writer.append(replyEvent(context, actor, "reply-withdrawn", reply, left));
      }
    }
    return {
      state: "prepared",
      takenAt: null,
      items: contribution.items.map((item) => ({
        ...item,
        replies: item.replies.filter(({ replyId }) => !gone.has(replyId ?? "")),
        included: item.included && !gone.has(item.annotationId ?? ""),
      })),
    };
  });
}
