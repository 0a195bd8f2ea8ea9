import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { nobody } from "#core/discuss/speaker.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { checkOpen, ProblemError } from "../kernel/problem.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { releaseDrafts } from "./consolidation.ts";
import { eraseFromContributions } from "./erasure.ts";

/**
 * Withdraws one's own annotation, and lets go of the drafts it was made of; that it was withdrawn stays visible, and the reason where one is given.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function withdrawAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string; reason: string },
): Promise<PlacedAnnotation> {
  return changeAnnotation(context, actor, input.annotation, async ({ annotation }, writer) => {
    authorise(actor, "withdraw-annotation", annotation);
    checkOpen(annotation);
    await releaseDrafts(context, writer, actor, annotation.id);
    return {
      kind: "annotation-withdrawn",
      fields: { standing: "withdrawn", standingReason: input.reason === "" ? null : input.reason },
    };
  });
}

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

/**
 * Erases an annotation on legal demand, from the record of events too. A tombstone is left: that something stood at this
 * place of the text, when, and why it is gone. Answers to it stay. Erasing what is erased changes nothing.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function eraseAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string; reason: string },
): Promise<PlacedAnnotation> {
  authorise(actor, "erase-annotation");
  return changeAnnotation(context, actor, input.annotation, async ({ annotation, settlements }, writer) => {
    if (annotation.standing === "erased") return null;
    await eraseFromContributions(context, writer, actor, annotation);
    // Its author spoke of its places, by name.
    for (const { id } of settlements) {
      await writer.remove("settlements", id);
      await writer.forget({ collection: "settlements", id });
    }
    return {
      kind: "annotation-erased",
      fields: {
        text: "",
        operations: [],
        speaker: nobody,
        standing: "erased",
        standingReason: input.reason,
        editedAt: context.now().toISOString(),
      },
      forget: true,
    };
  });
}
