import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/**
 * A version with proposals compiled into it. Keyed with the annotations, because proposals and decisions determine the
 * result.
 */
export const workingTextQuery = (version: string, proposals: readonly string[]) =>
  queryOptions({
    queryKey: ["annotations", "working-text", version, proposals],
    queryFn: ({ signal }) =>
      call("getWorkingText", { params: { version }, query: { proposals: proposals.join(",") }, signal }),
    placeholderData: keepPreviousData,
  });
