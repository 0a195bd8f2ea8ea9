import type { Actor } from "#core/access/permissions.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeReply } from "./change-reply.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem-error.ts";

/**
 * Takes back a withdrawal or a hiding of a reply: whoever did it undoes it, as with an annotation.
 * @throws ProblemError not-signed-in, not-allowed, not-found, wrong-state
 */
export async function reinstateReply(context: Context, actor: Actor, input: { reply: string }): Promise<ShownReply> {
  return changeReply(context, actor, input.reply, (reply) => {
    const { standing } = reply;
    authorise(actor, "read-taken-back", reply);
    if (standing === "withdrawn") authorise(actor, "edit-reply", reply);
    else if (standing === "hidden") authorise(actor, "hide-reply");
    else throw new ProblemError("wrong-state", { state: standing });
    return { kind: "reply-reinstated", fields: { standing: "open", standingReason: null } };
  });
}
