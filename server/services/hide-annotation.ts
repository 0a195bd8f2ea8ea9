import type { Actor } from "#core/access/ability.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "./authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOpen } from "./check-standing.ts";
import type { Context } from "./context.ts";

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
