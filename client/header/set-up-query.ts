import { queryOptions } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";

/** The progress of the set-up. */
export const setUpQuery = queryOptions({
  queryKey: keys.setUp,
  queryFn: ({ signal }) => call("getSetUp", { signal }),
});
