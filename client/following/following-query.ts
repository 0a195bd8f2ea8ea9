import { queryOptions } from "@tanstack/react-query";
import { readFollowing } from "../api/inbox-calls.ts";
import { keys } from "../api/queries.ts";

/** What the reader follows or muted, with the followed clauses of a version, if one is given by its id. */
export const followingQuery = (version?: string) =>
  queryOptions({
    queryKey: [...keys.inbox, "following", version] as const,
    queryFn: ({ signal }) => readFollowing(version, signal),
    staleTime: 60_000,
  });
