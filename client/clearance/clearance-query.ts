import { queryOptions } from "@tanstack/react-query";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";

/** The annotations that await clearance. Keyed with the annotations, because a change of one changes the list. */
export const clearanceQuery = queryOptions({
  queryKey: [...keys.annotationLists, "clearance"],
  queryFn: ({ signal }) => call("getClearance", { signal }),
});

/** The annotations that were sent back instead of cleared. */
export const sentBackQuery = queryOptions({
  queryKey: [...keys.annotationLists, "sent-back"],
  queryFn: ({ signal }) => call("getSentBack", { signal }),
});
