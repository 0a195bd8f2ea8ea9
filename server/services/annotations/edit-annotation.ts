import type { Actor } from "#core/access/permissions.ts";
import { visibilities, type Annotation } from "#core/discuss/annotation.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import { isSameTargets } from "#core/discuss/target.ts";
import type { AnnotationEdit, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Reader } from "../../store/store.ts";
import { annotationEvents } from "./annotation-events.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { checkOpening } from "./check-opening.ts";
import { checkOperations, checkSubstance, checkTargets } from "./check-annotation.ts";
import { checkOpen, checkRevision } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { loadContent } from "../versions/load-content.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { sharedCircle } from "../people/shared-circle.ts";

/**
 * Edits an annotation, shares a draft more widely, or submits it. What others have read stays with them: what was submitted
 * or shared with a circle is not taken back, and a coordinator cannot make a colleague's draft private, where they would see
 * it no more. Organisations that said yes to other words, or of other places, than are there now are asked again.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state,
 * target-not-in-version, proposal-not-applicable
 */
export async function editAnnotation(
  context: Context,
  actor: Actor,
  input: { annotation: string } & AnnotationEdit,
): Promise<PlacedAnnotation> {
  const { version } = await context.store.read((reader) => findAnnotation(context, reader, actor, input.annotation));
  const content = await loadContent(context, version);
  return changeAnnotation(context, actor, input.annotation, async ({ annotation }, writer) => {
    authorise(actor, "edit-annotation", annotation);
    checkOpen(annotation);
    if (annotation.consolidatedInto) throw new ProblemError("wrong-state", { state: "consolidated" });
    checkRevision(annotation, input);
    const { text = annotation.text, operations = annotation.operations, visibility = annotation.visibility } = input;
    const targets = input.targets ? checkTargets(content, input.targets) : annotation.targets;
    checkSubstance(annotation.kind, text, operations);
    checkOperations(content, operations);
    const isOwn = annotation.speaker.participantId === actor.participantId;
    const narrows = visibilities.indexOf(visibility) < visibilities.indexOf(annotation.visibility);
    const others = ["circle", "submitted"].includes(annotation.visibility) || !isOwn;
    if (narrows && others) throw new ProblemError("wrong-state", { state: annotation.visibility });
    const submits = visibility === "submitted" && annotation.visibility !== "submitted";
    if (submits) await checkOpening(context, writer, annotation.versionId);
    const at = context.now().toISOString();
    return {
      kind: submits ? "annotation-submitted" : "annotation-edited",
      fields: {
        type: input.type ?? annotation.type,
        targets,
        text,
        operations,
        visibility,
        ...(visibility === "circle" &&
          annotation.visibility !== "circle" && {
            circleId: await sharedCircle(writer, actor, { visibility, circle: input.circle }),
          }),
        ...(submits && { submittedAt: at }),
        editedAt: at,
        ...(saysElse(annotation, { targets, text, operations }) && {
          speaker: await askedAgain(writer, annotation, { targets, text, operations }),
        }),
      },
    };
  });
}

type Said = Pick<Annotation, "targets" | "text" | "operations">;

function saysElse(before: Said, now: Said): boolean {
  return (
    now.text !== before.text ||
    !isSameTargets(now.targets, before.targets) ||
    JSON.stringify(now.operations) !== JSON.stringify(before.operations)
  );
}

/**
 * Who says it jointly once it says something else: nobody before they are asked again, but for those who said yes to the
 * very same before. An edit that is undone takes nobody's yes with it.
 */
async function askedAgain(reader: Reader, annotation: Annotation, now: Said): Promise<Speaker> {
  const { speaker } = annotation;
  const asked = [...speaker.jointly, ...speaker.awaiting];
  if (asked.length === 0) return speaker;
  const agreed = new Set<string>();
  for await (const { after } of annotationEvents(reader, annotation)) {
    const then = after as Annotation | null;
    if (then && !saysElse(then, now)) for (const { id } of then.speaker.jointly) agreed.add(id);
  }
  return {
    ...speaker,
    jointly: asked.filter(({ id }) => agreed.has(id)),
    awaiting: asked.filter(({ id }) => !agreed.has(id)),
  };
}
