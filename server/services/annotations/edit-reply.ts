import type { Actor } from "#core/access/permissions.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeReply } from "./change-reply.ts";
import { checkOpen, checkRevision } from "../kernel/check-standing.ts";
import type { Context } from "../kernel/context.ts";
import { checkReply } from "./find-reply.ts";

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
): Promise<ShownReply> {
  return changeReply(context, actor, input.reply, (reply) => {
    authorise(actor, "edit-reply", reply);
    checkOpen(reply);
    checkRevision(reply, input);
    const { text = reply.text, position = reply.position } = input;
    checkReply({ text, position });
    return { kind: "reply-edited", fields: { text, position, editedAt: context.now().toISOString() } };
  });
}
