import type { Actor } from "#core/access/permissions.ts";
import { revise, saidBefore } from "#core/discuss/revisable.ts";
import type { UptakeCorrection, UptakeExtent, UptakeRuling } from "#core/outcome/uptake.ts";
import type { ShownUptake } from "#core/contract/uptake-operations.ts";
import type { Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import { checkOpen, checkRevision, unsaid } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { versionAmong } from "../versions/find-version.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { showUptake } from "./show-uptake.ts";
import { laterOf } from "../versions/version-order.ts";

type UptakeInput = { annotation: string; version: string; revision: number };

/**
 * Says how far a later version took a proposal up. What is computed stays beside it.
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
 * Takes a correction back.
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
    return Promise.resolve(saidBefore(before));
  });
}

async function changeCorrection(
  context: Context,
  actor: Actor,
  input: UptakeInput,
  next: (before: UptakeCorrection | null, writer: Writer) => Promise<UptakeRuling | null>,
): Promise<ShownUptake> {
  authorise(actor, "correct-uptake");
  const { annotation, home, version, after } = await context.store.transact(async (writer) => {
    const {
      annotation,
      document,
      version: home,
      versions,
    } = await findAnnotation(context, writer, actor, input.annotation);
    const version = versionAmong(document.id, versions, input.version);
    if (!version || !laterOf(home, versions).some(({ id }) => id === version.id)) throw new ProblemError("not-found");
    if (annotation.kind !== "proposal") throw new ProblemError("wrong-state", { state: annotation.kind });
    if (annotation.visibility !== "submitted") throw new ProblemError("wrong-state", { state: annotation.visibility });
    checkOpen(annotation);
    const id = `${annotation.id} ${version.id}`;
    const before = (await writer.get("uptakes", id)) ?? null;
    checkRevision(before ?? unsaid, input);
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
    return { annotation, home, version, after };
  });
  return showUptake(context, annotation, home, version, [after]);
}
