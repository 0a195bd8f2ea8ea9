import type { Actor } from "#core/access/ability.ts";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { annotationEvent } from "./annotation-event.ts";
import { changeContribution } from "./change-contribution.ts";
import type { Context } from "./context.ts";

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
    for (const { annotationId } of contribution.items) {
      const before = annotationId === null ? undefined : await writer.get("annotations", annotationId);
      if (!before) continue;
      if (before.standing !== "open") {
        gone.add(before.id);
        continue;
      }
      const after = { ...before, standing: "withdrawn" as const, revision: context.newRevision() };
      await writer.put("annotations", after);
      await writer.append(annotationEvent(context, actor, "annotation-withdrawn", before, after));
    }
    return {
      state: "prepared",
      takenAt: null,
      items: contribution.items.map((item) => ({
        ...item,
        included: item.included && !gone.has(item.annotationId ?? ""),
      })),
    };
  });
}
