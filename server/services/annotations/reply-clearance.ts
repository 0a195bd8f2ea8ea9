import type { Actor } from "#core/access/permissions.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { checkOpen, checkRevision, ProblemError } from "../kernel/problem.ts";
import { changeReply } from "./store-thread.ts";
import { checkClearance } from "./check-annotation.ts";

/** Returns the fields of a reply that must be cleared before it joins a public thread; null if it need not be. */
export async function clearanceOf(
  reader: Reader,
  actor: Actor,
  speaker: Pick<Speaker, "organisation" | "capacity">,
): Promise<Pick<KeptReply, "visibility" | "clearance"> | null> {
  const visibility = await checkClearance(reader, actor, speaker, "submitted");
  return visibility === "submitted" ? null : { visibility, clearance: "awaiting" };
}

/** Returns the fields of a reply that joins a public thread now. */
export function inThread(context: Pick<Context, "now">): Partial<KeptReply> {
  return { visibility: "submitted", clearance: null, sentBack: null, createdAt: context.now().toISOString() };
}

/**
 * Clears a reply in the name of its organisation. It joins the thread now, and does not count as edited. The consent
 * applies to the text that was read, so the input names its revision.
 * @throws ProblemError not-signed-in, not-allowed, not-found, revision-conflict, wrong-state
 */
export async function clearReply(
  context: Context,
  actor: Actor,
  input: { reply: string; revision: string },
): Promise<ShownReply> {
  authorise(actor, "read-clearance");
  return changeReply(context, actor, input.reply, ({ reply, annotation }) => {
    authorise(actor, "clear-reply", reply);
    checkOpen(reply);
    checkRevision(reply, input);
    checkPublic(annotation);
    return { kind: "reply-submitted", fields: { ...inThread(context), editedAt: null } };
  });
}

/**
 * Sends a reply back to its author, with a note that only the author reads. Editing it submits it again.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function sendBackReply(
  context: Context,
  actor: Actor,
  input: { reply: string; note: string },
): Promise<void> {
  authorise(actor, "read-clearance");
  await changeReply(context, actor, input.reply, ({ reply }) => {
    authorise(actor, "clear-reply", reply);
    checkOpen(reply);
    const sentBack = { note: input.note, by: actor.participantId ?? "", at: context.now().toISOString() };
    return { kind: "reply-sent-back", fields: { visibility: "private", clearance: "sent-back", sentBack } };
  });
}

/**
 * Rejects a reply to an annotation that is no longer in public, for example because its submission was undone.
 * @throws ProblemError wrong-state
 */
function checkPublic(annotation: Annotation): void {
  checkOpen(annotation);
  if (annotation.visibility !== "submitted") throw new ProblemError("wrong-state", { state: annotation.visibility });
}
