import type { Actor } from "#core/access/permissions.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeReply } from "./change-reply.ts";
import { checkOpen } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";

/**
 * Hides a reply's words and its position, with a reason that stays visible.
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
