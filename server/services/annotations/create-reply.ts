import type { Actor } from "#core/access/permissions.ts";
import type { NewReply, ShownReply } from "#core/contract/reply-operations.ts";
import type { KeptReply } from "../../store/collections.ts";
import { replyEvent } from "../kernel/annotation-event.ts";
import { authorise } from "../kernel/authorise.ts";
import { checkOpen } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";
import { findAnnotation } from "./find-annotation.ts";
import { checkReply } from "./find-reply.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { ProblemError } from "../kernel/problem-error.ts";
import { shownReply } from "./shown-reply.ts";

/**
 * Answers an annotation. What is said to a draft is for those who could read the draft, also once it is submitted. Sent
 * again by the same author, the id leads to the first.
 * @throws ProblemError not-signed-in, not-allowed, not-found, invalid-request, wrong-state, already-exists
 */
export async function createReply(
  context: Context,
  actor: Actor,
  input: { annotation: string } & NewReply,
): Promise<ShownReply> {
  authorise(actor, "reply");
  return context.store.transact(async (writer) => {
    const { annotation, sight } = await findAnnotation(context, writer, actor, input.annotation);
    checkReply(input);
    const known = await writer.get("replies", input.id);
    if (known?.speaker.participantId === actor.participantId && known.annotationId === annotation.id)
      return shownReply(sight, known);
    if (known) throw new ProblemError("already-exists");
    checkOpen(annotation);
    const reply: KeptReply = {
      id: input.id,
      documentId: annotation.documentId,
      annotationId: annotation.id,
      text: input.text,
      position: input.position,
      speaker: await freezeSpeaker(writer, actor, { capacity: input.capacity }),
      standing: "open",
      standingReason: null,
      createdAt: context.now().toISOString(),
      editedAt: null,
      revision: context.newRevision(),
      visibility: annotation.visibility,
    };
    await writer.put("replies", reply);
    await writer.append(replyEvent(context, actor, "reply-created", null, reply));
    return shownReply(sight, reply);
  });
}
