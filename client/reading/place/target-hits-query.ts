import { queryOptions } from "@tanstack/react-query";
import { call } from "../../api/call.ts";

/** The state of every target of an annotation in a later version. */
export const targetHitsQuery = (annotation: string, version: string) =>
  queryOptions({
    queryKey: ["annotations", "hits", annotation, version],
    queryFn: ({ signal }) => call("getTargetHits", { params: { annotation, version }, signal }),
  });
