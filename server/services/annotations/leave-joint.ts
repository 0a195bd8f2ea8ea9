import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOpen } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";

/**
 * Takes one's organisation's name off what another said also in its name, whether it had said yes or not. What it never
 * said yes to is not told to those who never saw its name there.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function leaveJoint(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, ({ annotation }) => {
    authorise(actor, "leave-joint", annotation);
    checkOpen(annotation);
    const { speaker } = annotation;
    const others = speaker.jointly.filter(({ id }) => id !== actor.organisationId);
    return {
      kind: others.length < speaker.jointly.length ? "annotation-joint-left" : "annotation-joint-declined",
      fields: {
        speaker: {
          ...speaker,
          jointly: others,
          awaiting: speaker.awaiting.filter(({ id }) => id !== actor.organisationId),
        },
      },
    };
  });
}
