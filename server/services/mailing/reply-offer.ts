import { can } from "#core/access/permissions.ts";
import type { ReplyOffer } from "#core/phrases/news-mail.ts";
import type { Mailing } from "../../store/unrecorded-rows.ts";
import { clearanceOf } from "../annotations/reply-clearance.ts";
import type { InboxReader } from "../inbox/inbox-reader.ts";
import type { Context } from "../kernel/context.ts";
import { needsStrongSignIn } from "../people/account.ts";
import { freezeSpeaker } from "../people/speaker.ts";
import { replyAddress, threadKey } from "./reply-address.ts";

/**
 * Returns the address with which a person answers an item of theirs by mail, and who then reads the reply. Null if the
 * item is no thread, or if the person may not reply to it by mail now.
 * @param seq the number of an event of the item
 */
export async function replyOffer(
  { now, replyAddress: base }: Pick<Context, "now" | "replyAddress">,
  { reader, viewer }: InboxReader,
  mailing: Mailing,
  { item, seq }: { item: string; seq: number },
): Promise<(ReplyOffer & { address: string }) | null> {
  const { actor } = viewer;
  if (base === null || !item.startsWith(threadKey) || !can(actor, "reply")) return null;
  const annotation = await reader.get("annotations", item.slice(threadKey.length));
  if (annotation?.standing !== "open") return null;
  if (await needsStrongSignIn(reader, actor.role)) return null;
  const isOpen = annotation.visibility === "submitted" && !viewer.blind.has(annotation.versionId);
  const isCleared =
    annotation.visibility === "submitted" &&
    (await clearanceOf(reader, actor, await freezeSpeaker(reader, actor, {}))) !== null;
  return {
    audience: isCleared ? "clearance" : isOpen ? "everyone" : "readers",
    address: replyAddress(base, mailing, { thread: item, seq }, now()),
  };
}
