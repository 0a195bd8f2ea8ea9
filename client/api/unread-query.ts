import { queryOptions } from "@tanstack/react-query";
import { unreadOperations } from "#core/contract/unread-operations.ts";
import { addOperations, call } from "./call.ts";
import { keys } from "./queries.ts";

addOperations(unreadOperations);

/** The number of unread items of the reader's inbox. Requires sign-in. */
export const unreadQuery = queryOptions({
  queryKey: keys.unread,
  queryFn: ({ signal }) => call("getUnread", { signal }),
  staleTime: 60_000,
  // While the page is visible. Pages about one document hear only of that one.
  refetchInterval: 60_000,
});
