import { type Actor, can } from "#core/access/permissions.ts";
import type { NewReply, ShownReply } from "#core/contract/reply-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import { nobody, type Speaker } from "#core/discuss/speaker.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader, Writer } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { checkOpen, checkRevision, invalidField, ProblemError } from "../kernel/problem.ts";
import { mayKnowReply, visibleReply, type Viewer } from "../kernel/visibility.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { eraseFromContributions } from "./erasure.ts";
import { findAnnotation } from "./find-annotation.ts";
import { type ReplyEventKind, storeReply } from "./store-thread.ts";

/**
 * Replies to an annotation. A reply to a draft stays visible only to those who could read the draft, even after it is
 * submitted. A retry by the same author with the same id returns the first reply.
 *
 * A published reply in an organisation's name is its statement. There is no queue for replies, so a member of an
 * organisation that clears its comments replies to what is submitted in a personal capacity, and coordinators reply for
 * the organisation. On drafts, members reply among themselves as usual.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state, already-exists
 */
export async function createReply(
  context: Context,
  actor: Actor,
  input: { annotation: string } & NewReply,
): Promise<ShownReply> {
  authorise(actor, "reply");
  return context.store.transact(async (writer) => {
    const { annotation, viewer } = await findAnnotation(context, writer, actor, input.annotation);
    checkReply(input);
    const existing = await writer.get("replies", input.id);
    if (existing?.speaker.participantId === actor.participantId && existing.annotationId === annotation.id)
      return presentReply(viewer, existing);
    if (existing) throw new ProblemError("already-exists");
    checkOpen(annotation);
    const reply: KeptReply = {
      id: input.id,
      documentId: annotation.documentId,
      annotationId: annotation.id,
      text: input.text,
      position: input.position,
      speaker: await freezeSpeaker(writer, actor, { capacity: checkCapacity(actor, annotation, input.capacity) }),
      standing: "open",
      standingReason: null,
      createdAt: context.now().toISOString(),
      editedAt: null,
      revision: context.newRevision(),
      visibility: annotation.visibility,
      ...(await openingOf(writer, annotation)),
    };
    await storeReply(context, writer, actor, { kind: "reply-created", before: null, after: reply });
    return presentReply(viewer, reply);
  });
}

/**
 * Edits the actor's own reply. Omitted fields keep their value.
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
  },
): Promise<ShownReply> {
  return changeReply(context, actor, input.reply, (reply) => {
    authorise(actor, "edit-reply", reply);
    checkOpen(reply);
    checkRevision(reply, input);
    const { text = reply.text, position = reply.position } = input;
    checkReply({ text, position });
    if (reply.speaker.organisation) checkCapacity(actor, reply, reply.speaker.capacity);
    return { kind: "reply-edited", fields: { text, position, editedAt: context.now().toISOString() } };
  });
}

/**
 * Withdraws the actor's own reply with its position.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function withdrawReply(context: Context, actor: Actor, input: { reply: string }): Promise<ShownReply> {
  return changeReply(context, actor, input.reply, (reply) => {
    authorise(actor, "edit-reply", reply);
    checkOpen(reply);
    return { kind: "reply-withdrawn", fields: { standing: "withdrawn" } };
  });
}

/**
 * Reverses the withdrawal or hiding of a reply, by the same rules as for an annotation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function reinstateReply(context: Context, actor: Actor, input: { reply: string }): Promise<ShownReply> {
  return changeReply(context, actor, input.reply, (reply) => {
    const { standing } = reply;
    authorise(actor, "reinstate", reply);
    if (standing === "withdrawn") authorise(actor, "edit-reply", reply);
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
  return changeReply(context, actor, input.reply, (reply) => {
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
  return changeReply(context, actor, input.reply, async ({ id, documentId, standing }, writer) => {
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
 * Returns the capacity of a reply: a personal one instead of the usual one if coordinators clear what is published in
 * the name of the actor's organisation.
 * @throws ProblemError invalid-request if it is to be in the organisation's name
 */
function checkCapacity(
  { underClearance }: Actor,
  { visibility }: Pick<KeptReply, "visibility">,
  capacity: Speaker["capacity"] | undefined,
): Speaker["capacity"] | undefined {
  if (!underClearance || visibility !== "submitted") return capacity;
  if (capacity === "organisation") throw invalidField("capacity", "capacity-of-coordinators");
  return capacity ?? "personal";
}

/** A change to a reply, with the kind of its event. */
interface ReplyChange {
  kind: ReplyEventKind;
  fields: Partial<KeptReply>;
  /** Whether to erase the reply's earlier text from the event record too. */
  forget?: true;
}

/**
 * Changes a reply in one transaction. `decide` returns the change, null for no change, or throws if the change is not
 * allowed. The result is stored under a new revision and returned as the actor may see it.
 */
async function changeReply(
  context: Context,
  actor: Actor,
  id: string,
  decide: (reply: KeptReply, writer: Writer) => ReplyChange | null | Promise<ReplyChange | null>,
): Promise<ShownReply> {
  return context.store.transact(async (writer) => {
    const { reply: before, viewer } = await findReply(context, writer, actor, id);
    const change = await decide(before, writer);
    if (!change) return presentReply(viewer, before);
    const after: KeptReply = { ...before, ...change.fields, revision: context.newRevision() };
    const { kind, forget } = change;
    await storeReply(context, writer, actor, { kind, before, after, forget });
    return presentReply(viewer, after);
  });
}

/**
 * Finds a reply to an annotation that the actor may see.
 * @throws ProblemError not-found, not-signed-in
 */
async function findReply(
  context: Pick<Context, "now">,
  reader: Reader,
  actor: Actor,
  id: string,
): Promise<{ reply: KeptReply; annotation: Annotation; viewer: Viewer }> {
  const reply = await reader.get("replies", id);
  if (!reply) throw new ProblemError("not-found");
  const { annotation, viewer } = await findAnnotation(context, reader, actor, reply.annotationId);
  if (!mayKnowReply(viewer, reply, annotation)) throw new ProblemError("not-found");
  return { reply, annotation, viewer };
}

/**
 * Rejects a reply that has neither text nor a position.
 * @throws ProblemError invalid-request
 */
function checkReply({ text, position }: Pick<Reply, "text" | "position">): void {
  if (text !== "" || position !== null) return;
  throw invalidField("text", "reply-without-words");
}

/** Returns a reply as the actor may read it, with the actor's permissions. */
export function presentReply(viewer: Viewer, reply: KeptReply): ShownReply {
  const { actor } = viewer;
  const { standing, visibility } = reply;
  const open = standing === "open";
  const isOwn = can(actor, "edit-reply", reply);
  return {
    ...visibleReply(viewer, reply),
    may: {
      edit: open && isOwn,
      withdraw: open && isOwn,
      hide: open && visibility === "submitted" && can(actor, "hide-reply"),
      reinstate: (standing === "withdrawn" && isOwn) || (standing === "hidden" && can(actor, "hide-reply")),
      erase: standing !== "erased" && can(actor, "erase-reply"),
    },
  };
}
