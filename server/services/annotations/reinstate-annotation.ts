import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * Takes back a withdrawal or a hiding. Whoever did it undoes it: the author what they withdrew, the secretariat what it
 * hid. Otherwise the one could speak in the other's name.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function reinstateAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, ({ annotation }) => {
    const { standing } = annotation;
    authorise(actor, "read-taken-back", annotation);
    if (standing === "withdrawn") authorise(actor, "withdraw-annotation", annotation);
    else if (standing === "hidden") authorise(actor, "hide-annotation");
    else throw new ProblemError("wrong-state", { state: standing });
    return { kind: "annotation-reinstated", fields: { standing: "open", standingReason: null } };
  });
}
