import type { Actor } from "#core/access/permissions.ts";
import type { NewAnnotation, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { makeAnnotation } from "./make-annotation.ts";

/**
 * Comments on a published version, or proposes wording.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, target-not-in-version,
 * proposal-not-applicable, wrong-state, already-exists
 */
export async function createAnnotation(
  context: Context,
  actor: Actor,
  input: { version: string } & NewAnnotation,
): Promise<PlacedAnnotation> {
  authorise(actor, "annotate");
  return makeAnnotation(context, actor, input);
}
