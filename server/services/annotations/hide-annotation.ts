import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOpen } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";

/**
 * Hides an annotation's words, with a reason that stays visible.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function hideAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string; reason: string },
): Promise<PlacedAnnotation> {
  authorise(actor, "hide-annotation");
  return changeAnnotation(context, actor, input.annotation, ({ annotation }) => {
    checkOpen(annotation);
    return { kind: "annotation-hidden", fields: { standing: "hidden", standingReason: input.reason } };
  });
}
