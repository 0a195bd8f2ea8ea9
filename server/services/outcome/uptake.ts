import type { Actor } from "#core/access/permissions.ts";
import type { ShownUptake } from "#core/contract/uptake-operations.ts";
import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import { revise, previousStatement } from "#core/discuss/revisable.ts";
import type { UptakeCorrection, UptakeExtent, UptakeRuling } from "#core/outcome/uptake.ts";
import type { Version } from "#core/text/version.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { type OpenAmendment, openAmendments } from "../annotations/open-amendments.ts";
import { type Comparer, comparerOnce } from "../comparison/load-comparison.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { checkOpen, checkRevision, ProblemError, unsaved } from "../kernel/problem.ts";
import { visibleAnnotation } from "../kernel/visibility.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { loadContent } from "../versions/content.ts";
import { versionAmong } from "../versions/find-version.ts";
import { laterOf } from "../versions/version-order.ts";

/**
 * Returns the uptake of a proposal in each later published version in its language. The list is empty for a withdrawn
 * or hidden proposal whose text the actor may not read.
 * @throws ProblemError not-signed-in, not-found, wrong-state (it is not a proposal)
 */
export async function getUptake(
  context: Context,
  actor: Actor,
  input: { annotation: string },
  signal: AbortSignal | null,
): Promise<ShownUptake[]> {
  const { found, corrections } = await context.store.read(async (reader) => {
    const found = await findAnnotation(context, reader, actor, input.annotation);
    return { found, corrections: await reader.list("uptakes", { annotationId: found.annotation.id }) };
  });
  const { version: home, versions } = found;
  const annotation = visibleAnnotation(found.viewer, found.annotation);
  if (!hasOperations(annotation)) throw new ProblemError("wrong-state", { state: annotation.kind });
  if (annotation.operations.length === 0) return [];
  const later = context.damage.intact(laterOf(home, versions));
  const comparer = comparerOnce(context, signal);
  const amendments = openAmendments(found.viewer, found.annotation, found.replies);
  const sources = { home, corrections, comparer, amendments };
  return Promise.all(later.map((version) => showUptake(context, annotation, { version, ...sources })));
}

/** The sources from which the uptake of a proposal in a later version is computed. */
interface UptakeSources {
  /** The version that the proposal was made on. */
  home: Version;
  version: Version;
  corrections: readonly UptakeCorrection[];
  comparer: Comparer;
  /** The amendments to it that the actor may see. */
  amendments: readonly OpenAmendment[];
}

/**
 * Returns the uptake of a proposal in a later version: as computed and as corrected. An amended proposal is a proposal
 * with other inserted text, so its uptake is computed in the same way.
 */
export async function showUptake(
  context: Context,
  annotation: Annotation,
  { home, version, corrections, comparer, amendments }: UptakeSources,
): Promise<ShownUptake> {
  const [compared, { draft }] = await Promise.all([comparer(home, version), loadContent(context, home)]);
  const computed = compared.uptake(draft, annotation);
  const correction = corrections.find(
    ({ annotationId, versionId }) => annotationId === annotation.id && versionId === version.id,
  );
  return {
    versionId: version.id,
    extent: correction?.current?.extent ?? computed.extent,
    computed,
    correction: correction ?? null,
    ...(amendments.length > 0 && {
      amendments: amendments.map(({ reply, operations }) => {
        const { id, revision, speaker } = reply;
        // The amended operations depend on both texts.
        const name = { id, revision: `${annotation.revision} ${revision}` };
        return { reply: id, speaker, ...compared.uptake(draft, { ...name, operations }) };
      }),
    }),
  };
}

type UptakeInput = { annotation: string; version: string; revision: number };

/**
 * Corrects how far a later version took up a proposal. The computed uptake stays visible beside the correction.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state
 */
export async function correctUptake(
  context: Context,
  actor: Actor,
  input: UptakeInput & { extent: UptakeExtent; reason: string },
): Promise<ShownUptake> {
  return changeCorrection(context, actor, input, async (_before, writer) => ({
    extent: input.extent,
    reason: input.reason,
    by: await freezeSpeaker(writer, actor, {}),
    at: context.now().toISOString(),
  }));
}

/**
 * Revokes a correction of uptake.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function revokeUptakeCorrection(context: Context, actor: Actor, input: UptakeInput): Promise<ShownUptake> {
  return changeCorrection(context, actor, input, (before) => {
    if (!before?.current) throw new ProblemError("wrong-state", { state: "uncorrected" });
    return Promise.resolve(null);
  });
}

/**
 * Undoes the last change of a correction.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function undoUptakeCorrection(context: Context, actor: Actor, input: UptakeInput): Promise<ShownUptake> {
  return changeCorrection(context, actor, input, (before) => {
    if (!before) throw new ProblemError("wrong-state", { state: "uncorrected" });
    return Promise.resolve(previousStatement(before));
  });
}

async function changeCorrection(
  context: Context,
  actor: Actor,
  input: UptakeInput,
  next: (before: UptakeCorrection | null, writer: Writer) => Promise<UptakeRuling | null>,
): Promise<ShownUptake> {
  authorise(actor, "correct-uptake");
  const corrected = await context.store.read((reader) => findCorrected(context, reader, actor, input));
  // The result is computed from both texts, so without them nothing is written.
  await Promise.all([loadContent(context, corrected.version), loadContent(context, corrected.later)]);
  const { annotation, home, version, after, amendments } = await context.store.transact(async (writer) => {
    const found = await findCorrected(context, writer, actor, input);
    const { annotation, document, version: home, later: version, viewer, replies } = found;
    if (!hasOperations(annotation)) throw new ProblemError("wrong-state", { state: annotation.kind });
    if (annotation.visibility !== "submitted") throw new ProblemError("wrong-state", { state: annotation.visibility });
    checkOpen(annotation);
    const id = `${annotation.id} ${version.id}`;
    const before = (await writer.get("uptakes", id)) ?? null;
    checkRevision(before ?? unsaved, input);
    const at = context.now().toISOString();
    const after: UptakeCorrection = {
      id,
      documentId: document.id,
      annotationId: annotation.id,
      versionId: version.id,
      ...revise(before, await next(before, writer), at),
    };
    await writer.put("uptakes", after);
    await writer.append({
      at,
      actor: actor.participantId,
      onBehalfOf: actor.organisationId,
      kind: after.current ? "uptake-corrected" : "uptake-uncorrected",
      documentId: document.id,
      subject: { collection: "uptakes", id },
      before,
      after,
    });
    return { annotation, home, version, after, amendments: openAmendments(viewer, annotation, replies) };
  });
  return showUptake(context, annotation, {
    home,
    version,
    corrections: [after],
    amendments,
    comparer: comparerOnce(context, null),
  });
}

/** @throws ProblemError not-signed-in, not-found */
async function findCorrected(context: Context, reader: Reader, actor: Actor, input: UptakeInput) {
  const found = await findAnnotation(context, reader, actor, input.annotation);
  const later = versionAmong(found.document.id, found.versions, input.version);
  if (!later || !laterOf(found.version, found.versions).some(({ id }) => id === later.id))
    throw new ProblemError("not-found");
  return { ...found, later };
}
