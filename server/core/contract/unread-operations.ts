import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

export const UnreadCount = z.object({
  count: z.int(),
  /** Whether there are more than counted. */
  isMore: z.boolean(),
  /** The unread threads, each with the id of its latest entry, so that a page that shows one can mark it as read. */
  threads: z.array(z.object({ item: z.string(), entry: z.string() })),
});
export type UnreadCount = z.infer<typeof UnreadCount>;

/** The badge of every page loads it, so it is apart from the others. */
export const unreadOperations = {
  getUnread: operation({
    method: "get",
    path: "/notifications/unread",
    summary: "Number of unread items of one's inbox, at most 99",
    action: "read-participants",
    answer: { kind: "json", schema: UnreadCount },
    problems: ["not-signed-in"],
  }),
};
