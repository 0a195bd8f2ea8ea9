import type { Actor } from "#core/access/permissions.ts";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { eventsOf } from "../kernel/events.ts";
import { checkOpen, ProblemError } from "../kernel/problem.ts";
import { changeAnnotation } from "./change-annotation.ts";
import { changeReply } from "./change-reply.ts";
import { isUntouched, undoableFor } from "./standing.ts";

/**
 * Undoes the actor's own clearance of an annotation, which then awaits clearance again. That is possible as long as its
 * author could undo a submission, and leaves no public trace either.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function undoClearing(
  context: Context,
  actor: Actor,
  input: { annotation: string },
): Promise<PlacedAnnotation> {
  authorise(actor, "read-clearance");
  return changeAnnotation(context, actor, input.annotation, async (found, writer) => {
    const { annotation } = found;
    authorise(actor, "undo-clearing", annotation);
    checkOpen(annotation);
    const waited = await stateBefore<Annotation>(writer, actor, "annotations", annotation);
    if (!waited || !isUntouched(context, found)) throw new ProblemError("wrong-state", { state: "submitted" });
    return { kind: "annotation-unsubmitted", fields: { visibility: waited.visibility, submittedAt: null } };
  });
}

/**
 * Undoes the actor's own clearance of a reply, as for an annotation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function undoClearingReply(context: Context, actor: Actor, input: { reply: string }): Promise<ShownReply> {
  authorise(actor, "read-clearance");
  return changeReply(context, actor, input.reply, async ({ reply }, writer) => {
    authorise(actor, "undo-clearing", reply);
    checkOpen(reply);
    const waited = await stateBefore<KeptReply>(writer, actor, "replies", reply);
    const age = context.now().getTime() - Date.parse(reply.createdAt);
    if (!waited || age >= undoableFor) throw new ProblemError("wrong-state", { state: "submitted" });
    const { visibility, clearance = null, createdAt, editedAt } = waited;
    return { kind: "reply-unsubmitted", fields: { visibility, clearance, createdAt, editedAt } };
  });
}

/** Returns the state before the actor cleared a statement. Null if their clearance was not its last change. */
async function stateBefore<State extends Pick<Annotation, "visibility">>(
  reader: Reader,
  { participantId }: Actor,
  collection: "annotations" | "replies",
  { id }: Pick<Annotation, "id">,
): Promise<State | null> {
  let last: StoredEvent | null = null;
  for await (const event of eventsOf(reader, { collection, id })) last = event;
  const before = last?.before as State | null | undefined;
  return before?.visibility === "clearance" && last?.actor === participantId ? before : null;
}
