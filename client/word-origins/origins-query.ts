import { queryOptions } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/**
 * The origin of each word in up to `limit` clauses after the given one. Keyed with the comparisons, because it is
 * computed from them.
 */
export const originsQuery = (version: string, after: string | undefined, limit: number) =>
  queryOptions({
    queryKey: ["comparison", "origins", version, after, limit],
    queryFn: ({ signal }) =>
      call("getWordOrigins", {
        params: { version },
        query: { ...(after !== undefined && { after }), limit },
        signal,
      }),
    staleTime: 10 * 60_000,
  });
