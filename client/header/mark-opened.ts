import type { QueryClient } from "@tanstack/react-query";
import type { UnreadCount } from "#core/contract/unread-operations.ts";
import { markItems } from "../api/inbox-calls.ts";
import { keys } from "../api/queries.ts";

/** Marks a thread as read that the page shows, up to its latest entry. The next count tells whether that succeeded. */
export async function markOpened(client: QueryClient, thread: UnreadCount["threads"][number]): Promise<void> {
  await markItems("read", { items: [thread] }).catch(() => undefined);
  await client.invalidateQueries({ queryKey: keys.inbox });
}
