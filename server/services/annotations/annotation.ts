import { isDeepStrictEqual } from "node:util";
import { type Actor, can } from "#core/access/permissions.ts";
import type {
  AnnotationEdit,
  NewAnnotation,
  PlacedAnnotation,
  SubmittedDraft,
} from "#core/contract/annotation-operations.ts";
import { type Annotation, type ChangeSubject, visibilities } from "#core/discuss/annotation.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import { isSameTargets } from "#core/discuss/target.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { eventsOf } from "../kernel/events.ts";
import { checkOpen, checkRevision, invalidField, ProblemError } from "../kernel/problem.ts";
import { readDocumentViewer } from "../kernel/visibility.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion } from "../versions/find-version.ts";
import { changeAnnotation } from "./change-annotation.ts";
import {
  checkCircle,
  checkClearance,
  checkOpening,
  checkOperations,
  checkRetry,
  checkSubstance,
  checkTargets,
} from "./check-annotation.ts";
import { findAnnotation, readThread } from "./find-annotation.ts";
import { presentAnnotation } from "./present-annotation.ts";
import { storeAnnotation } from "./store-thread.ts";

/**
 * Creates a comment or a proposal on a published version.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, target-not-in-version,
 *   proposal-not-applicable, wrong-state, already-exists
 */
export async function createAnnotation(
  context: Context,
  actor: Actor,
  input: { version: string } & NewAnnotation,
): Promise<PlacedAnnotation> {
  authorise(actor, "annotate");
  return makeAnnotation(context, actor, input);
}

/**
 * Creates an annotation and runs `also` in the same transaction. A retry by the same author on the same version with
 * the same id returns the first annotation, so a bad network creates no duplicate. Another text under that id is
 * refused, so it is not lost. The caller must check that the actor may annotate.
 * @throws ProblemError not-signed-in, not-found, invalid-request, target-not-in-version, proposal-not-applicable,
 *   wrong-state, already-exists
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

  const create = async (writer: Writer) => {
    const now = await findVersion(writer, actor, version.id);
    const existing = await writer.get("annotations", input.id);
    if (existing && can(actor, "withdraw-annotation", existing) && existing.versionId === version.id) {
      const change = await checkChange(writer, actor, now.version, input.change ?? null);
      await checkRetry(writer, "annotations", existing.id, (created) => isSame(created, { ...input, targets, change }));
      const viewer = await readDocumentViewer(context, writer, actor, version.documentId);
      return { ...now, ...(await readThread(writer, existing)), viewer };
    }
    if (existing) throw new ProblemError("already-exists");
    if (now.version.state !== "published") throw new ProblemError("wrong-state", { state: now.version.state });
    if (now.document.archivedAt !== undefined) throw new ProblemError("wrong-state", { state: "archived" });
    const change = await checkChange(writer, actor, now.version, input.change ?? null);
    const sharing = await checkCircle(writer, actor, input);
    const speaker = await freezeSpeaker(writer, actor, input);
    const visibility = await checkClearance(writer, actor, speaker, input.visibility);
    if (visibility === "submitted") await checkOpening(context, writer, version.id);
    const at = context.now().toISOString();
    const annotation: Annotation = {
      id: input.id,
      documentId: version.documentId,
      versionId: version.id,
      kind: input.kind,
      type: input.type,
      targets,
      change,
      text: input.text,
      operations: input.operations,
      speaker,
      visibility,
      ...sharing,
      consolidatedInto: null,
      contributionId: null,
      resolved: false,
      standing: "open",
      standingReason: null,
      createdAt: at,
      submittedAt: visibility === "submitted" ? at : null,
      editedAt: null,
      revision: context.newRevision(),
    };
    await storeAnnotation(context, writer, actor, { kind: "annotation-created", before: null, after: annotation });
    await also(writer, annotation);
    const viewer = await readDocumentViewer(context, writer, actor, version.documentId);
    return { ...now, annotation, replies: [], decision: null, desk: null, settlements: [], viewer };
  };
  const expects = [{ collection: "annotations", id: input.id }] as const;
  return presentAnnotation(context, await context.store.transact(create, { expects }));
}

/** Whether an annotation was created from this input. One that was to be submitted may have to be cleared first. */
function isSame(created: Annotation, input: Omit<NewAnnotation, "change"> & Pick<Annotation, "change">): boolean {
  const { kind, type, targets, change, text, operations, visibility, circleId, speaker } = created;
  const cosigners = new Set(input.jointly.filter((id) => id !== speaker.organisation?.id));
  const isShared = input.visibility === visibility || (input.visibility === "submitted" && visibility === "clearance");
  return (
    isShared &&
    (visibility !== "circle" || circleId === (input.circle ?? null)) &&
    speaker.capacity === input.capacity &&
    isDeepStrictEqual(new Set(speaker.awaiting.map(({ id }) => id)), cosigners) &&
    isDeepStrictEqual(
      [kind, type, targets, change, text, operations],
      [input.kind, input.type, input.targets, input.change, input.text, input.operations],
    )
  );
}

/**
 * Edits an annotation, shares a draft more widely, or submits it. Visibility cannot be narrowed after submission or
 * after sharing with a circle, because others may have read the text. A coordinator cannot make a colleague's draft
 * private, because they would lose access to it themselves. If the text, steps or targets change, co-signing
 * organisations must confirm again unless they agreed to the same content before. Only a change of content after
 * submission counts as edited. What a member submits for an
 * organisation that clears its comments awaits clearance instead.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state,
 *   target-not-in-version, proposal-not-applicable
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
    const { text = annotation.text, operations = annotation.operations } = input;
    const visibility =
      input.visibility === undefined || input.visibility === annotation.visibility
        ? annotation.visibility
        : await checkClearance(writer, actor, annotation.speaker, input.visibility);
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
    const type = input.type ?? annotation.type;
    const isOther = isOtherSubstance(annotation, { targets, text, operations });
    const isEdited = annotation.visibility === "submitted" && (isOther || type !== annotation.type);
    return {
      kind: submits ? "annotation-submitted" : "annotation-edited",
      fields: {
        type,
        targets,
        text,
        operations,
        visibility,
        ...(visibility === "circle" &&
          annotation.visibility !== "circle" &&
          (await checkCircle(writer, actor, { visibility, circle: input.circle }))),
        ...(submits && { submittedAt: at }),
        ...(annotation.sentBack && visibility !== "private" && { sentBack: null }),
        editedAt: submits ? null : isEdited ? at : annotation.editedAt,
        ...(isOther && {
          speaker: await speakerAfterChange(writer, annotation, { targets, text, operations }),
        }),
      },
    };
  });
}

/**
 * Submits several drafts, in the given order. Each is submitted or refused alone, so that one that cannot be submitted
 * does not hold back the others.
 * @throws ProblemError not-signed-in, not-allowed
 */
export async function submitDrafts(
  context: Context,
  actor: Actor,
  { annotations }: { annotations: readonly string[] },
): Promise<SubmittedDraft[]> {
  authorise(actor, "annotate");
  const results: SubmittedDraft[] = [];
  for (const annotation of annotations) {
    try {
      const { revision } = (await context.store.read((reader) => findAnnotation(context, reader, actor, annotation)))
        .annotation;
      const sent = await editAnnotation(context, actor, { annotation, revision, visibility: "submitted" });
      results.push({ annotation, visibility: sent.annotation.visibility, problem: null });
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      results.push({ annotation, visibility: null, problem: error.code });
    }
  }
  return results;
}

type Substance = Pick<Annotation, "targets" | "text" | "operations">;

function isOtherSubstance(before: Substance, now: Substance): boolean {
  return (
    now.text !== before.text ||
    !isSameTargets(now.targets, before.targets) ||
    JSON.stringify(now.operations) !== JSON.stringify(before.operations)
  );
}

/**
 * Returns the speaker after a change of content. Co-signing organisations must confirm again, unless they agreed to
 * exactly this content before. Undoing an edit therefore restores their consent.
 */
async function speakerAfterChange(reader: Reader, annotation: Annotation, now: Substance): Promise<Speaker> {
  const { speaker } = annotation;
  const cosigners = [...speaker.jointly, ...speaker.awaiting];
  if (cosigners.length === 0) return speaker;
  const agreed = new Set<string>();
  for await (const { after } of eventsOf(reader, { collection: "annotations", id: annotation.id })) {
    const recorded = after as Annotation | null;
    if (recorded && !isOtherSubstance(recorded, now)) for (const { id } of recorded.speaker.jointly) agreed.add(id);
  }
  return {
    ...speaker,
    jointly: cosigners.filter(({ id }) => agreed.has(id)),
    awaiting: cosigners.filter(({ id }) => !agreed.has(id)),
  };
}

/**
 * Returns the change that an annotation refers to, with its two versions by id, or null if it refers to none.
 * @throws ProblemError not-found if a named version is not visible to the actor; invalid-request unless the two are
 *   this version and another one of its document that readers can compare
 */
async function checkChange(
  reader: Reader,
  actor: Actor,
  { id, documentId }: Version,
  change: ChangeSubject | null,
): Promise<ChangeSubject | null> {
  if (!change) return null;
  const { version: base } = await findVersion(reader, actor, change.base);
  const { version: revised } = await findVersion(reader, actor, change.revised);
  const counterpart = base.id === id ? revised : base;
  const isBetween = base.id !== revised.id && [base.id, revised.id].includes(id);
  if (!isBetween || counterpart.documentId !== documentId || counterpart.state === "prepared") {
    throw invalidField("change", "change-elsewhere");
  }
  return { base: base.id, revised: revised.id };
}
