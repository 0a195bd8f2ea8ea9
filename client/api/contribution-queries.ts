import { queryOptions } from "@tanstack/react-query";
import { call } from "./call.ts";

export const contributionKeys = {
  all: ["contributions"] as const,
  one: (id: string) => ["contributions", id] as const,
};

/** Files that organisations sent, as far as whoever reads may know of them. */
export const contributionsQuery = queryOptions({
  queryKey: contributionKeys.all,
  queryFn: ({ signal }) => call("getContributions", { signal }),
});

export const contributionQuery = (id: string) =>
  queryOptions({
    queryKey: contributionKeys.one(id),
    queryFn: ({ signal }) => call("getContribution", { params: { contribution: id }, signal }),
  });
