import type { MailedReply } from "../../store/passing-rows.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "./context.ts";

/** Reads the answers by mail that a person should confirm, the latest first. */
export async function readMailedReplies(
  context: Pick<Context, "now">,
  reader: Reader,
  participantId: string,
): Promise<MailedReply[]> {
  const rows = await reader.list("mailedReplies", { participantId });
  const now = context.now().toISOString();
  const live = rows.filter(({ expiresAt }) => expiresAt > now);
  return live.toSorted((one, other) => (one.receivedAt < other.receivedAt ? 1 : -1));
}
