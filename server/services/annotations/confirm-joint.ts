import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOpen, checkRevision } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";

/**
 * Says yes for one's organisation to what another said also in its name: from now on it says it jointly. It is said to the
 * words as they were read, so they are named by their revision.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function confirmJoint(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: string },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, ({ annotation }) => {
    authorise(actor, "confirm-joint", annotation);
    checkOpen(annotation);
    checkRevision(annotation, input);
    const { speaker } = annotation;
    const own = speaker.awaiting.filter(({ id }) => id === actor.organisationId);
    return {
      kind: "annotation-joint-confirmed",
      fields: {
        speaker: {
          ...speaker,
          jointly: [...speaker.jointly, ...own],
          awaiting: speaker.awaiting.filter((one) => !own.includes(one)),
        },
      },
    };
  });
}
