import { queryOptions } from "@tanstack/react-query";
import { colleagueOperations } from "#core/contract/colleague-operations.ts";
import { addOperations, call } from "./call.ts";

addOperations(colleagueOperations);

/** The people who joined the reader's organisation or got another address, and what is closed to the reader. */
export const newColleaguesQuery = queryOptions({
  queryKey: ["colleagues"],
  queryFn: ({ signal }) => call("getNewColleagues", { signal }),
  staleTime: 60_000,
});
