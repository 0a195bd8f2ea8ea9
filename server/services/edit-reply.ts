import type { Actor } from "#core/access/ability.ts";
import type { Reply } from "#core/annotate/reply.ts";
import type { KeptReply } from "../store/collections.ts";
import { replyEvent } from "./annotation-event.ts";
import { authorise } from "./authorise.ts";
import { checkOpen, checkRevision } from "./check-standing.ts";
import type { Context } from "./context.ts";
import { checkReply, findReply } from "./find-reply.ts";
import { replyShownTo } from "./shown-annotation.ts";

/**
 * Edits one's own reply; what is left out stays.
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
): Promise<Reply> {
  return context.store.transact(async (writer) => {
    const { reply } = await findReply(writer, actor, input.reply);
    authorise(actor, "edit-reply", reply);
    checkOpen(reply);
    checkRevision(reply, input);
    const edited: KeptReply = {
      ...reply,
      text: input.text ?? reply.text,
      position: input.position === undefined ? reply.position : input.position,
      editedAt: context.now().toISOString(),
      revision: context.newRevision(),
    };
    checkReply(edited);
    await writer.put("replies", edited);
    await writer.append(replyEvent(context, actor, "reply-edited", reply, edited));
    return replyShownTo(actor, edited);
  });
}
