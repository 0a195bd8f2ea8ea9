import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { nobody } from "#core/discuss/speaker.ts";
import type { Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { checkOpen, ProblemError } from "../kernel/problem.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { releaseDrafts } from "./consolidation.ts";
import { eraseFromContributions } from "./erasure.ts";
import type { FoundAnnotation } from "./find-annotation.ts";
import { storeAnnotation } from "./store-thread.ts";

/** Time after a submission in which undoing it leaves no public trace, in ms: enough to notice a slip. */
export const undoableFor = 60_000;

/**
 * Withdraws the actor's own annotation and releases the drafts it was consolidated from. The withdrawal remains
 * visible, with its reason if one is given. With `undo`, a recent submission that nobody has acted on becomes a
 * withdrawn private draft instead: for everybody but its author it no longer exists.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function withdrawAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string; reason: string; undo?: boolean | undefined },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, async (found, writer) => {
    const { annotation } = found;
    authorise(actor, "withdraw-annotation", annotation);
    checkOpen(annotation);
    await releaseDrafts(context, writer, actor, annotation.id);
    return {
      kind: "annotation-withdrawn",
      fields: {
        standing: "withdrawn",
        standingReason: input.reason === "" ? null : input.reason,
        ...(input.undo && isUntouched(context, found) && { visibility: "private", submittedAt: null }),
      },
    };
  });
}

/**
 * Checks whether an annotation was submitted less than a minute ago and nobody has replied to, decided or placed it since.
 * Replies to the draft do not count, and neither do those that await clearance, because the answer would reveal them.
 */
export function isUntouched(
  context: Context,
  { annotation, replies, decision, settlements }: FoundAnnotation,
): boolean {
  const age = context.now().getTime() - Date.parse(annotation.submittedAt ?? "");
  const isAnswered = replies.some(({ visibility }) => visibility === "submitted");
  return age < undoableFor && !isAnswered && decision === null && settlements.length === 0;
}

/**
 * Reverses the withdrawal or hiding of an annotation. Only the author can reverse a withdrawal, and only the
 * secretariat can reverse hiding. Otherwise one could act in the other's name.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function reinstateAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, ({ annotation }) => {
    const { standing } = annotation;
    authorise(actor, "reinstate", annotation);
    if (standing === "withdrawn") authorise(actor, "withdraw-annotation", annotation);
    else if (standing === "hidden") authorise(actor, "hide-annotation");
    else throw new ProblemError("wrong-state", { state: standing });
    return { kind: "annotation-reinstated", fields: { standing: "open", standingReason: null } };
  });
}

/**
 * Hides an annotation's text. The reason stays visible.
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

/**
 * Erases an annotation on legal demand, including its text in the event record. A tombstone remains with its position
 * in the text, its date and the reason for erasure. Replies remain, without amendments to its wording. Erasing an erased annotation has no effect.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function eraseAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string; reason: string },
): Promise<PlacedAnnotation> {
  authorise(actor, "erase-annotation");
  return changeAnnotation(context, actor, input.annotation, async ({ annotation }, writer) => {
    if (annotation.standing === "erased") return null;
    await eraseAround(context, writer, actor, annotation);
    return { kind: "annotation-erased", fields: erasedFields(context, annotation, input.reason), forget: true };
  });
}

/** Erases an annotation as `eraseAnnotation` does, within the transaction of another act that the actor may do. */
export async function eraseStoredAnnotation(
  context: Context,
  writer: Writer,
  actor: Actor,
  before: Annotation,
  reason: string,
): Promise<void> {
  await eraseAround(context, writer, actor, before);
  const after = { ...before, ...erasedFields(context, before, reason), revision: context.newRevision() };
  await storeAnnotation(context, writer, actor, { kind: "annotation-erased", before, after, forget: true });
}

function erasedFields(
  context: Pick<Context, "now">,
  { sentBack, importedFrom }: Annotation,
  reason: string,
): Partial<Annotation> {
  return {
    ...(sentBack && { sentBack: null }),
    ...(importedFrom && { importedFrom: null }),
    text: "",
    operations: [],
    speaker: nobody,
    standing: "erased",
    standingReason: reason,
    editedAt: context.now().toISOString(),
  };
}

/** Erases an annotation from the other records that contain its text or author. */
async function eraseAround(context: Context, writer: Writer, actor: Actor, annotation: Annotation): Promise<void> {
  await eraseFromContributions(context, writer, actor, annotation);
  // Settlements by the author contain the author's name.
  for (const { id } of await writer.list("settlements", { annotationId: annotation.id })) {
    await writer.remove("settlements", id);
    await writer.forget({ collection: "settlements", id });
  }
  // Notes may repeat what it says.
  await writer.remove("deskEntries", annotation.id);
  await writer.forget({ collection: "deskEntries", id: annotation.id });
  // Amendments repeat the wording that they amend.
  for (const reply of await writer.list("replies", { annotationId: annotation.id })) {
    if (!reply.amendment) continue;
    await writer.put("replies", { ...reply, amendment: null, revision: context.newRevision() });
    await writer.forget({ collection: "replies", id: reply.id });
  }
}
