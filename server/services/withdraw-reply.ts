import type { Actor } from "#core/access/ability.ts";
import type { Reply } from "#core/annotate/reply.ts";
import type { KeptReply } from "../store/collections.ts";
import { replyEvent } from "./annotation-event.ts";
import { authorise } from "./authorise.ts";
import { checkOpen } from "./check-standing.ts";
import type { Context } from "./context.ts";
import { findReply } from "./find-reply.ts";
import { replyShownTo } from "./shown-annotation.ts";

/**
 * Withdraws one's own reply, its position with it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function withdrawReply(context: Context, actor: Actor, input: { reply: string }): Promise<Reply> {
  return context.store.transact(async (writer) => {
    const { reply } = await findReply(writer, actor, input.reply);
    authorise(actor, "edit-reply", reply);
    checkOpen(reply);
    const withdrawn: KeptReply = { ...reply, standing: "withdrawn", revision: context.newRevision() };
    await writer.put("replies", withdrawn);
    await writer.append(replyEvent(context, actor, "reply-withdrawn", reply, withdrawn));
    return replyShownTo(actor, withdrawn);
  });
}
