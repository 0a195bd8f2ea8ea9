import { queryOptions } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** Key of everything that only the pages of the account read. */
export const accountKey = ["account"] as const;

export const profileQuery = queryOptions({
  queryKey: [...accountKey, "profile"],
  queryFn: ({ signal }) => call("getProfile", { signal }),
});

export const sessionsQuery = queryOptions({
  queryKey: [...accountKey, "sessions"],
  queryFn: ({ signal }) => call("getSessions", { signal }),
});

export const tokensQuery = queryOptions({
  queryKey: [...accountKey, "tokens"],
  queryFn: ({ signal }) => call("getTokens", { signal }),
});

export const waysInQuery = queryOptions({
  queryKey: [...accountKey, "ways-in"],
  queryFn: ({ signal }) => call("getWaysIn", { signal }),
});

export const methodsQuery = queryOptions({
  queryKey: [...accountKey, "methods"],
  queryFn: ({ signal }) => call("getSignInMethods", { signal }),
});
