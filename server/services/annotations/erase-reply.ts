import type { Actor } from "#core/access/permissions.ts";
import { nobody } from "#core/discuss/speaker.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import { authorise } from "../kernel/authorise.ts";
import { changeReply } from "./change-reply.ts";
import type { Context } from "../kernel/context.ts";
import { eraseFromContributions } from "./erasure.ts";

/**
 * Erases a reply on legal demand, from the record of events too. A tombstone is left in the thread: that something was
 * answered, when, and why it is gone. Erasing what is erased changes nothing.
 * @throws ProblemError not-signed-in, not-allowed, not-found
 */
export async function eraseReply(
  context: Context,
  actor: Actor,
  input: { reply: string; reason: string },
): Promise<ShownReply> {
  authorise(actor, "erase-reply");
  return changeReply(context, actor, input.reply, async ({ id, documentId, standing }, writer) => {
    if (standing === "erased") return null;
    await eraseFromContributions(context, writer, actor, { id, documentId });
    return {
      kind: "reply-erased",
      fields: {
        text: "",
        position: null,
        speaker: nobody,
        standing: "erased",
        standingReason: input.reason,
        editedAt: context.now().toISOString(),
      },
      forget: true,
    };
  });
}
