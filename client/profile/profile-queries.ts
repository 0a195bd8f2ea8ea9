import { queryOptions } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** Key of everything that only the pages of the account read. */
export const accountKey = ["account"] as const;

/** The name, address and preferences of the reader. */
export const profileQuery = queryOptions({
  queryKey: [...accountKey, "profile"],
  queryFn: ({ signal }) => call("getProfile", { signal }),
});

/** The sessions of the reader. */
export const sessionsQuery = queryOptions({
  queryKey: [...accountKey, "sessions"],
  queryFn: ({ signal }) => call("getSessions", { signal }),
});

/** The access tokens of the reader. */
export const tokensQuery = queryOptions({
  queryKey: [...accountKey, "tokens"],
  queryFn: ({ signal }) => call("getTokens", { signal }),
});

/** The reader's own address for calendars and feeds. */
export const feedAddressQuery = queryOptions({
  queryKey: [...accountKey, "feed-address"],
  queryFn: ({ signal }) => call("getFeedAddress", { signal }),
});

/** The ways in which the reader can sign in. */
export const waysInQuery = queryOptions({
  queryKey: [...accountKey, "ways-in"],
  queryFn: ({ signal }) => call("getWaysIn", { signal }),
});

/** The mails about news that the reader receives. */
export const mailChoicesQuery = queryOptions({
  queryKey: [...accountKey, "mails"],
  queryFn: ({ signal }) => call("getMailChoices", { signal }),
});

/** The ways to sign in that the server offers. */
export const methodsQuery = queryOptions({
  queryKey: [...accountKey, "methods"],
  queryFn: ({ signal }) => call("getSignInMethods", { signal }),
});
