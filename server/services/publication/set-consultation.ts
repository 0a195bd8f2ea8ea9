import type { Actor } from "#core/access/permissions.ts";
import type { Consultation, ConsultationTerms } from "#core/outcome/consultation.ts";
import { revise, saidBefore } from "#core/discuss/revisable.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { Version } from "#core/text/version.ts";
import type { Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import { checkRevision, unsaid } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";
import { findVersion } from "../versions/find-version.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { invalidField } from "../kernel/invalid-field.ts";
import { listVersion, readVersions } from "../comparison/listed-version.ts";
import { ProblemError } from "../kernel/problem-error.ts";

type ConsultationInput = { version: string; revision: number };

/**
 * Says when a published version is open to comments. What was submitted already stays; whether it is late follows the
 * deadline as it is set now.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state
 */
export async function setConsultation(
  context: Context,
  actor: Actor,
  input: ConsultationInput & Pick<ConsultationTerms, "opensAt" | "closesAt" | "blind">,
): Promise<ListedVersion> {
  return changeConsultation(context, actor, input, async (_before, version, writer) => {
    const { opensAt, closesAt, blind } = input;
    if (version.state !== "published") throw new ProblemError("wrong-state", { state: version.state });
    if (new Date(closesAt) <= new Date(opensAt)) throw invalidField("closesAt", "closes-before-it-opens");
    const by = await freezeSpeaker(writer, actor, {});
    return { opensAt, closesAt, blind, by, at: context.now().toISOString() };
  });
}

/**
 * Calls a consultation off.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function callOffConsultation(
  context: Context,
  actor: Actor,
  input: ConsultationInput,
): Promise<ListedVersion> {
  return changeConsultation(context, actor, input, (before) => {
    if (!before?.current) throw new ProblemError("wrong-state", { state: "none" });
    return Promise.resolve(null);
  });
}

/**
 * Undoes the last change of a consultation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function undoConsultation(
  context: Context,
  actor: Actor,
  input: ConsultationInput,
): Promise<ListedVersion> {
  return changeConsultation(context, actor, input, (before) => {
    if (!before) throw new ProblemError("wrong-state", { state: "none" });
    return Promise.resolve(saidBefore(before));
  });
}

async function changeConsultation(
  context: Context,
  actor: Actor,
  input: ConsultationInput,
  next: (before: Consultation | null, version: Version, writer: Writer) => Promise<ConsultationTerms | null>,
): Promise<ListedVersion> {
  authorise(actor, "hold-consultation");
  const { version, record } = await context.store.transact(async (writer) => {
    const { version } = await findVersion(writer, actor, input.version);
    const { id, documentId } = version;
    const before = (await writer.get("consultations", id)) ?? null;
    checkRevision(before ?? unsaid, input);
    const at = context.now().toISOString();
    const after: Consultation = {
      id,
      documentId,
      ...revise(before, await next(before, version, writer), at),
      toldClosing: before?.toldClosing ?? null,
    };
    await writer.put("consultations", after);
    await writer.append({
      at,
      actor: actor.participantId,
      onBehalfOf: actor.organisationId,
      kind: after.current ? "consultation-set" : "consultation-called-off",
      documentId,
      subject: { collection: "consultations", id },
      before,
      after,
    });
    return { version, record: await readVersions(context, writer, actor, documentId) };
  });
  return listVersion(context, record, version);
}
