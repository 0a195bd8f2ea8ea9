import type { Actor } from "#core/access/permissions.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeReply } from "./change-reply.ts";
import { checkOpen } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";

/**
 * Withdraws one's own reply, its position with it.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function withdrawReply(context: Context, actor: Actor, input: { reply: string }): Promise<ShownReply> {
  return changeReply(context, actor, input.reply, (reply) => {
    authorise(actor, "edit-reply", reply);
    checkOpen(reply);
    return { kind: "reply-withdrawn", fields: { standing: "withdrawn" } };
  });
}
