import type { Actor } from "#core/access/ability.ts";
import type { Annotation } from "#core/annotate/annotation.ts";
import type { Speaker } from "#core/annotate/speaker.ts";
import type { AnnotationEdit, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { authorise } from "./authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOperations, checkSubstance } from "./check-annotation.ts";
import { checkOpen, checkRevision } from "./check-standing.ts";
import type { Context } from "./context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { loadContent } from "./load-content.ts";
import { ProblemError } from "./problem-error.ts";

/**
 * Edits an annotation, or submits a draft. What was submitted stays submitted. A draft that its organisation holds stays
 * with it: a coordinator who edits it cannot make it private, where they would see it no more. Organisations that said yes
 * to other words than are there now are asked again.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state,
 * proposal-not-applicable
 */
export async function editAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string } & AnnotationEdit,
): Promise<PlacedAnnotation> {
  const { version } = await context.store.read((reader) => findAnnotation(reader, actor, input.annotation));
  const content = await loadContent(context, version);
  return changeAnnotation(context, actor, input.annotation, ({ annotation }) => {
    authorise(actor, "edit-annotation", annotation);
    checkOpen(annotation);
    checkRevision(annotation, input);
    const { text = annotation.text, operations = annotation.operations, visibility = annotation.visibility } = input;
    checkSubstance(annotation.kind, text, operations);
    checkOperations(content, operations);
    const isOwn = annotation.speaker.participantId === actor.participantId;
    if (visibility !== annotation.visibility && (annotation.visibility === "submitted" || !isOwn)) {
      if (visibility !== "submitted") throw new ProblemError("wrong-state", { state: annotation.visibility });
    }
    return {
      kind:
        visibility !== annotation.visibility && visibility === "submitted"
          ? "annotation-submitted"
          : "annotation-edited",
      fields: {
        type: input.type ?? annotation.type,
        text,
        operations,
        visibility,
        editedAt: context.now().toISOString(),
        ...(saysElse(annotation, text, operations) && { speaker: askedAgain(annotation.speaker) }),
      },
    };
  });
}

function saysElse(before: Annotation, text: string, operations: Annotation["operations"]): boolean {
  return text !== before.text || JSON.stringify(operations) !== JSON.stringify(before.operations);
}

function askedAgain(speaker: Speaker): Speaker {
  return { ...speaker, jointly: [], awaiting: [...speaker.jointly, ...speaker.awaiting] };
}
