import { type Actor, can, represents, representedBy } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { inOrder } from "#core/discuss/annotation.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { checkOpen, checkRevision, ProblemError } from "../kernel/problem.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { findForum } from "../versions/find-version.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { findAnnotation } from "./find-annotation.ts";
import { presentAnnotation } from "./present-annotation.ts";

/**
 * Accepts a request to co-sign an annotation in the name of the actor's organisation. The consent applies to the text
 * that was read, so the input names its revision.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function confirmJoint(
  context: Context,
  actor: Actor,
  input: { annotation: string; revision: string },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, async ({ annotation }, writer) => {
    authorise(actor, "confirm-joint", annotation);
    checkOpen(annotation);
    checkRevision(annotation, input);
    const { speaker } = annotation;
    const ownOrganisations = speaker.awaiting.filter(({ id }) => represents(actor, id));
    // An organisation that was merged after the invitation signs under its new name.
    const { organisation } = await freezeSpeaker(writer, actor, { capacity: "organisation" });
    const isNew = organisation !== null && !speaker.jointly.some(({ id }) => id === organisation.id);
    return {
      kind: "annotation-joint-confirmed",
      fields: {
        speaker: {
          ...speaker,
          jointly: [...speaker.jointly, ...(isNew ? [organisation] : [])],
          awaiting: speaker.awaiting.filter((organisation) => !ownOrganisations.includes(organisation)),
        },
      },
    };
  });
}

/**
 * Removes the actor's organisation as co-signer, or declines the invitation to co-sign. A declined invitation is
 * recorded as an event of its own kind, which people who never saw the invitation do not receive.
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
    const others = speaker.jointly.filter(({ id }) => !represents(actor, id));
    return {
      kind: others.length < speaker.jointly.length ? "annotation-joint-left" : "annotation-joint-declined",
      fields: {
        speaker: {
          ...speaker,
          jointly: others,
          awaiting: speaker.awaiting.filter(({ id }) => !represents(actor, id)),
        },
      },
    };
  });
}

/**
 * Co-signs a submitted annotation in the name of the actor's organisation, without an invitation. The consent applies
 * to the text that was read, so the input names its revision.
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
 * Removes a co-signing organisation from the actor's own annotation. Authors alone decide who co-signs their
 * annotations.
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
 * Lists the annotations that the actor's organisation is invited to co-sign, oldest first, each on the version it was
 * made on. The list is empty if the actor represents no organisation.
 * @throws ProblemError not-signed-in
 */
export async function getJointRequests(context: Context, actor: Actor): Promise<PlacedAnnotation[]> {
  const awaiting = await context.store.read(async (reader) => {
    await findForum(reader, actor);
    const invited = await Promise.all(
      representedBy(actor).map((invitedId) => reader.list("annotations", { invitedId })),
    );
    const waiting = invited.flat().filter((annotation) => can(actor, "confirm-joint", annotation));
    return Promise.all(inOrder(waiting).map(({ id }) => findAnnotation(context, reader, actor, id)));
  });
  return Promise.all(awaiting.map((annotation) => presentAnnotation(context, annotation)));
}
