import { isDeepStrictEqual } from "node:util";
import { type Actor, can } from "#core/access/permissions.ts";
import type { NewReply, ShownReply } from "#core/contract/reply-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { nobody } from "#core/discuss/speaker.ts";
import { isRejection } from "#core/propose/amendment.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { checkOpen, checkRevision, invalidField, ProblemError } from "../kernel/problem.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { checkedAmendment, checkRetry, mayAmend } from "./check-annotation.ts";
import { changeReply, presentReply, storeReply } from "./store-thread.ts";
import { eraseFromContributions } from "./erasure.ts";
import { findAnnotation } from "./find-annotation.ts";
import { clearanceOf, inThread } from "./reply-clearance.ts";

/**
 * Replies to an annotation. A reply to a draft stays visible only to those who could read the draft, even after it is
 * submitted. A retry by the same author with the same id returns the first reply. Another text under that id is refused.
 *
 * A published reply in an organisation's name is its statement. If coordinators clear what its members submit, such a
 * reply awaits clearance too. On drafts, members reply among themselves as usual.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state, already-exists
 */
export async function createReply(
  context: Context,
  actor: Actor,
  input: { annotation: string } & NewReply,
): Promise<ShownReply> {
  authorise(actor, "reply");
  const create = async (writer: Writer) => {
    const { annotation, viewer } = await findAnnotation(context, writer, actor, input.annotation);
    checkReply(input);
    const existing = await writer.get("replies", input.id);
    if (existing && can(actor, "withdraw-reply", existing) && existing.annotationId === annotation.id) {
      await checkRetry(writer, "replies", existing.id, (created) => isSame(created, input, annotation));
      return presentReply(viewer, existing, annotation);
    }
    if (existing) throw new ProblemError("already-exists");
    checkOpen(annotation);
    const { position, amendment } = input;
    const amended = amendment ? checkedAmendment(annotation, { position, amendment }) : null;
    const speaker = await freezeSpeaker(writer, actor, { capacity: input.capacity });
    const reply: KeptReply = {
      id: input.id,
      documentId: annotation.documentId,
      annotationId: annotation.id,
      text: input.text,
      position,
      ...(amended && { amendment: amended }),
      speaker,
      standing: "open",
      standingReason: null,
      createdAt: context.now().toISOString(),
      editedAt: null,
      revision: context.newRevision(),
      visibility: annotation.visibility,
      ...(annotation.visibility === "submitted" && (await clearanceOf(writer, actor, speaker))),
      ...(await openingOf(writer, annotation)),
    };
    await storeReply(context, writer, actor, { kind: "reply-created", before: null, after: reply });
    return presentReply(viewer, reply, annotation);
  };
  const expects = [
    { collection: "annotations", id: input.annotation },
    { collection: "replies", id: input.id },
  ] as const;
  return context.store.transact(create, { expects });
}

/** Whether a reply was created from this input. */
function isSame(
  { text, position, amendment = null, speaker }: KeptReply,
  input: NewReply,
  annotation: Pick<Annotation, "operations">,
): boolean {
  if (text !== input.text || position !== input.position) return false;
  if (input.capacity !== undefined && speaker.capacity !== input.capacity) return false;
  const sent = input.amendment ? checkedAmendment(annotation, { position, amendment: input.amendment }) : null;
  return isDeepStrictEqual(amendment, sent);
}

/**
 * Edits the actor's own reply, or as coordinator one that awaits clearance. Omitted fields keep their value. A reply that
 * was sent back is thereby submitted again. Only a change of content in its thread counts as edited.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, revision-conflict, wrong-state
 */
export async function editReply(
  context: Context,
  actor: Actor,
  input: {
    reply: string;
    revision: string;
    text?: string | undefined;
    position?: Reply["position"] | undefined;
    amendment?: NewReply["amendment"];
  },
): Promise<ShownReply> {
  return changeReply(context, actor, input.reply, async ({ reply, annotation }, writer) => {
    authorise(actor, "edit-reply", reply);
    checkOpen(reply);
    checkRevision(reply, input);
    const { text = reply.text, position = reply.position } = input;
    // An imported rejection of all the wording belongs to the position that it was stated with.
    const fits = mayAmend(position) && reply.amendment && !isRejection(reply.amendment);
    const kept = position === reply.position || fits ? reply.amendment : null;
    const { amendment: sent } = input;
    if (sent) checkOpen(annotation);
    const amendment = sent ? checkedAmendment(annotation, { position, amendment: sent }) : sent === null ? null : kept;
    checkReply({ text, position, amendment });
    const isOther =
      text !== reply.text ||
      position !== reply.position ||
      JSON.stringify(amendment ?? null) !== JSON.stringify(reply.amendment ?? null);
    const isEdited = isOther && reply.visibility === "submitted";
    const edited = {
      ...{ text, position, editedAt: isEdited ? context.now().toISOString() : reply.editedAt },
      ...(amendment !== undefined && { amendment }),
    };
    if (reply.clearance !== "sent-back") return { kind: "reply-edited", fields: edited };
    checkOpen(annotation);
    const waiting = await clearanceOf(writer, actor, reply.speaker);
    return waiting
      ? { kind: "reply-edited", fields: { ...edited, ...waiting, sentBack: null } }
      : { kind: "reply-submitted", fields: { ...edited, ...inThread(context), editedAt: null } };
  });
}

/**
 * Withdraws the actor's own reply with its position.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function withdrawReply(context: Context, actor: Actor, input: { reply: string }): Promise<ShownReply> {
  return changeReply(context, actor, input.reply, ({ reply }) => {
    authorise(actor, "withdraw-reply", reply);
    checkOpen(reply);
    return { kind: "reply-withdrawn", fields: { standing: "withdrawn" } };
  });
}

/**
 * Reverses the withdrawal or hiding of a reply, by the same rules as for an annotation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function reinstateReply(context: Context, actor: Actor, input: { reply: string }): Promise<ShownReply> {
  return changeReply(context, actor, input.reply, ({ reply }) => {
    const { standing } = reply;
    authorise(actor, "reinstate", reply);
    if (standing === "withdrawn") authorise(actor, "withdraw-reply", reply);
    else if (standing === "hidden") authorise(actor, "hide-reply");
    else throw new ProblemError("wrong-state", { state: standing });
    return { kind: "reply-reinstated", fields: { standing: "open", standingReason: null } };
  });
}

/**
 * Hides a reply's text and position. The reason stays visible.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function hideReply(
  context: Context,
  actor: Actor,
  input: { reply: string; reason: string },
): Promise<ShownReply> {
  authorise(actor, "hide-reply");
  return changeReply(context, actor, input.reply, ({ reply }) => {
    checkOpen(reply);
    return { kind: "reply-hidden", fields: { standing: "hidden", standingReason: input.reason } };
  });
}

/**
 * Erases a reply on legal demand, including its text in the event record. A tombstone remains in the thread with its
 * date and the reason for erasure. Erasing an erased reply has no effect.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function eraseReply(
  context: Context,
  actor: Actor,
  input: { reply: string; reason: string },
): Promise<ShownReply> {
  authorise(actor, "erase-reply");
  return changeReply(context, actor, input.reply, async ({ reply: { id, documentId, standing } }, writer) => {
    if (standing === "erased") return null;
    await eraseFromContributions(context, writer, actor, { id, documentId });
    return { kind: "reply-erased", fields: erasedFields(context, input.reason), forget: true };
  });
}

/** Erases a reply as `eraseReply` does, within the transaction of another act that the actor may do. */
export async function eraseStoredReply(
  context: Context,
  writer: Writer,
  actor: Actor,
  before: KeptReply,
  reason: string,
): Promise<void> {
  await eraseFromContributions(context, writer, actor, before);
  const after = { ...before, ...erasedFields(context, reason), revision: context.newRevision() };
  await storeReply(context, writer, actor, { kind: "reply-erased", before, after, forget: true });
}

function erasedFields(context: Pick<Context, "now">, reason: string): Partial<KeptReply> {
  return {
    text: "",
    position: null,
    amendment: null,
    sentBack: null,
    speaker: nobody,
    standing: "erased",
    standingReason: reason,
    editedAt: context.now().toISOString(),
  };
}

/** Returns the organisations to which a reply is open, if its annotation is shared with a circle: those that read it now. */
async function openingOf(
  reader: Reader,
  { visibility, circleId, openTo }: Annotation,
): Promise<Pick<KeptReply, "openTo">> {
  const circle = visibility === "circle" && circleId !== null ? await reader.get("circles", circleId) : undefined;
  if (!circle) return {};
  const members = await Promise.all(circle.organisationIds.map((id) => reader.get("organisations", id)));
  const present = new Set(members.flatMap((one) => (one ? [one.id, ...(one.absorbed ?? [])] : [])));
  return { openTo: (openTo ?? circle.organisationIds).filter((id) => present.has(id)) };
}

/**
 * Rejects a reply that has neither text nor a position nor an amendment.
 * @throws ProblemError invalid-request
 */
function checkReply({ text, position, amendment }: Pick<Reply, "text" | "position" | "amendment">): void {
  if (text !== "" || position !== null || amendment) return;
  throw invalidField("text", "reply-without-words");
}
