import type { Actor } from "#core/access/ability.ts";
import type { Reply } from "#core/annotate/reply.ts";
import { replyEvent } from "./annotation-event.ts";
import { authorise } from "./authorise.ts";
import { checkOpen } from "./check-standing.ts";
import type { Context } from "./context.ts";
import { findReply } from "./find-reply.ts";

/**
 * Withdraws one's own reply, its position with it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function withdrawReply(context: Context, actor: Actor, input: { reply: string }): Promise<Reply> {
  return context.store.transact(async (writer) => {
    const { reply, annotation } = await findReply(writer, actor, input.reply);
    authorise(actor, "edit-reply", { speaker: reply.speaker, visibility: annotation.visibility });
    checkOpen(reply);
    const withdrawn: Reply = { ...reply, standing: "withdrawn", revision: reply.revision + 1 };
    await writer.put("replies", withdrawn);
    await writer.append(replyEvent(context, actor, "reply-withdrawn", reply, withdrawn));
    return withdrawn;
  });
}
