import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOpen } from "../kernel/check-standing.ts";
import { releaseDrafts } from "./consolidation.ts";
import type { Context } from "../kernel/context.ts";

/**
 * Withdraws one's own annotation, and lets go of the drafts it was made of; that it was withdrawn stays visible, and the reason where one is given.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function withdrawAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string; reason: string },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, async ({ annotation }, writer) => {
    authorise(actor, "withdraw-annotation", annotation);
    checkOpen(annotation);
    await releaseDrafts(context, writer, actor, annotation.id);
    return {
      kind: "annotation-withdrawn",
      fields: { standing: "withdrawn", standingReason: input.reason === "" ? null : input.reason },
    };
  });
}
