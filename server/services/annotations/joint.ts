import { type Actor, can } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { inOrder } from "#core/discuss/annotation.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { checkOpen, checkRevision, ProblemError } from "../kernel/problem.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { findForum } from "../versions/find-version.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { findAnnotation } from "./find-annotation.ts";
import { showAtHome } from "./present-annotation.ts";

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

/**
 * What others said also in the name of the actor's organisation and what waits for its word, oldest first, each on the
 * version it was made on; nothing where the actor speaks for none.
 * @throws ProblemError not-signed-in
 */
export async function getJointRequests(context: Context, actor: Actor): Promise<PlacedAnnotation[]> {
  const found = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const annotations = await reader.list("annotations");
    const waiting = annotations.filter(
      (annotation) => annotation.standing === "open" && can(actor, "confirm-joint", annotation),
    );
    return Promise.all(inOrder(waiting).map(({ id }) => findAnnotation(context, reader, actor, id)));
  });
  return Promise.all(found.map((one) => showAtHome(context, one)));
}
