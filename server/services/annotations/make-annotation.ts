import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { NewAnnotation, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { Writer } from "../../store/store.ts";
import { annotationEvent } from "../kernel/annotation-event.ts";
import { checkChange } from "./check-change.ts";
import { checkOpening } from "./check-opening.ts";
import { checkOperations, checkSubstance, checkTargets } from "./check-annotation.ts";
import type { Context } from "../kernel/context.ts";
import { readThread } from "./find-annotation.ts";
import { findVersion } from "../versions/find-version.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { loadContent } from "../versions/load-content.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { sharedCircle } from "../people/shared-circle.ts";
import { showAtHome } from "./show-at-home.ts";
import { readSight } from "../kernel/sight.ts";

/**
 * Makes an annotation of what the actor is allowed to say, and in the same transaction what `also` does with it. Sent again by the same author on the same version, the id leads to
 * what was made the first time: a bad network makes no second one.
 * @throws ProblemError not-signed-in, not-found, invalid-request, target-not-in-version,
 * proposal-not-applicable, wrong-state, already-exists
 */
export async function makeAnnotation(
  context: Context,
  actor: Actor,
  input: { version: string } & NewAnnotation,
  also: (writer: Writer, annotation: Annotation) => Promise<void> = () => Promise.resolve(),
): Promise<PlacedAnnotation> {
  const { version } = await context.store.read((reader) => findVersion(reader, actor, input.version));
  const content = await loadContent(context, version);
  checkSubstance(input.kind, input.text, input.operations);
  const targets = checkTargets(content, input.targets);
  checkOperations(content, input.operations);

  const found = await context.store.transact(async (writer) => {
    const now = await findVersion(writer, actor, version.id);
    const sight = await readSight(context, writer, actor);
    const known = await writer.get("annotations", input.id);
    if (known?.speaker.participantId === actor.participantId && known.versionId === version.id) {
      return { ...now, ...(await readThread(writer, known)), sight };
    }
    if (known) throw new ProblemError("already-exists");
    if (now.version.state !== "published") throw new ProblemError("wrong-state", { state: now.version.state });
    if (input.visibility === "submitted") await checkOpening(context, writer, version.id);
    const at = context.now().toISOString();
    const annotation: Annotation = {
      id: input.id,
      documentId: version.documentId,
      versionId: version.id,
      kind: input.kind,
      type: input.type,
      targets,
      change: await checkChange(writer, actor, now.version, input.change ?? null),
      text: input.text,
      operations: input.operations,
      speaker: await freezeSpeaker(writer, actor, input),
      visibility: input.visibility,
      circleId: await sharedCircle(writer, actor, input),
      consolidatedInto: null,
      contributionId: null,
      resolved: false,
      standing: "open",
      standingReason: null,
      createdAt: at,
      submittedAt: input.visibility === "submitted" ? at : null,
      editedAt: null,
      revision: context.newRevision(),
    };
    await writer.put("annotations", annotation);
    await writer.append(annotationEvent(context, actor, "annotation-created", null, annotation));
    await also(writer, annotation);
    return { ...now, annotation, replies: [], disposition: null, settlements: [], sight };
  });
  return showAtHome(context, found);
}
