import type { Actor } from "#core/access/permissions.ts";
import { nobody } from "#core/discuss/speaker.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import type { Context } from "../kernel/context.ts";
import { eraseFromContributions } from "./erasure.ts";

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
