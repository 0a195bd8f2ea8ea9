import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOpen, checkRevision } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * Says what another submitted for one's own organisation as well, without having been asked. It is said to the words as
 * they were read, so they are named by their revision.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function signOn(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: string },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, async ({ annotation }, writer) => {
    authorise(actor, "sign-on", annotation);
    checkOpen(annotation);
    checkRevision(annotation, input);
    const { speaker } = annotation;
    const { organisation } = await freezeSpeaker(writer, actor, { capacity: "organisation" });
    return {
      kind: "annotation-signed-on",
      fields: { speaker: { ...speaker, jointly: [...speaker.jointly, ...(organisation ? [organisation] : [])] } },
    };
  });
}

/**
 * Takes the name of another organisation off what one said: with whom one speaks is one's own to say.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function removeJoint(
  context: Context,
  actor: Actor,
  input: { annotation: string; organisation: string },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, ({ annotation }) => {
    authorise(actor, "remove-joint", annotation);
    checkOpen(annotation);
    const { speaker } = annotation;
    const others = speaker.jointly.filter(({ id }) => id !== input.organisation);
    if (others.length === speaker.jointly.length) throw new ProblemError("not-found");
    return { kind: "annotation-joint-removed", fields: { speaker: { ...speaker, jointly: others } } };
  });
}
