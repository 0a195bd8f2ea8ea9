import type { Actor } from "#core/access/permissions.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { KeptReply } from "../../store/collections.ts";
import type { Writer } from "../../store/store.ts";
import { replyEvent } from "../kernel/annotation-event.ts";
import type { Context } from "../kernel/context.ts";
import { findReply } from "./find-reply.ts";
import { shownReply } from "./shown-reply.ts";

/** What becomes of a reply, and by which name it is told. */
export interface ReplyChange {
  kind: Extract<ForumEvent["kind"], `reply-${string}`>;
  fields: Partial<KeptReply>;
  /** Whether its earlier words are to leave the record too. */
  forget?: true;
}

/**
 * Changes a reply in one transaction: finds it, asks what becomes of it (or hears why nothing may), and keeps that under a
 * new revision. The answer is the reply as the actor is then shown it.
 */
export async function changeReply(
  context: Context,
  actor: Actor,
  id: string,
  decide: (reply: KeptReply, writer: Writer) => ReplyChange | null | Promise<ReplyChange | null>,
): Promise<ShownReply> {
  return context.store.transact(async (writer) => {
    const { reply: before, sight } = await findReply(context, writer, actor, id);
    const change = await decide(before, writer);
    if (!change) return shownReply(sight, before);
    const after: KeptReply = { ...before, ...change.fields, revision: context.newRevision() };
    await writer.put("replies", after);
    if (change.forget) await writer.forget({ collection: "replies", id });
    await writer.append(replyEvent(context, actor, change.kind, change.forget ? null : before, after));
    return shownReply(sight, after);
  });
}
