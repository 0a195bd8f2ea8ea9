import { queryOptions } from "@tanstack/react-query";
import { call } from "../api/call.ts";

/** The numbered lines of a version, by its address. */
export const linesQuery = (version: string) =>
  queryOptions({
    queryKey: ["lines", version],
    queryFn: ({ signal }) => call("getLines", { params: { version }, signal }),
  });
