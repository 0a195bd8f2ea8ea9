import { queryOptions } from "@tanstack/react-query";
import { startOperations } from "#core/contract/start-operations.ts";
import { addOperations, call } from "../api/call.ts";
import { readWaiting } from "../api/inbox-calls.ts";
import { needed, type NeededQuery, type OwnQueries } from "../api/needed.ts";
import { jointRequestsQuery, keys, notificationsQuery } from "../api/queries.ts";

addOperations(startOperations);

/** Maximum number of requests to co-sign, of unread items and of own comments on the start page. */
export const mostRequests = 3;
export const mostItems = 5;
const few = 5;

/** The work that waits for the reader, without undecided comments, which are counted for each document. */
export const startWaitingQuery = queryOptions({
  queryKey: [...keys.waiting, "start"],
  queryFn: ({ signal }) => readWaiting(false, signal),
});

/** The first unread items of the inbox, with some for requests that the page shows by themselves. */
export const firstItemsQuery = notificationsQuery("unread", undefined, mostItems + mostRequests);

/** The reader's own latest comments. Keyed with the annotations, because an event about them reads it again. */
export const ownAnnotationsQuery = queryOptions({
  queryKey: [...keys.annotationLists, "own"],
  queryFn: ({ signal }) => call("getOwnAnnotations", { query: { size: few }, signal }),
});

/**
 * The work that waits in the documents of a part of the library. Keyed with the annotations. The server does not send it
 * with the page, because counting can take long after a start.
 */
export const pendingWorkQuery = (after?: string) =>
  queryOptions({
    queryKey: [...keys.annotationLists, "pending-work", after],
    queryFn: ({ signal }) => call("getPendingWork", { query: after === undefined ? {} : { after }, signal }),
  });

/** Whether a page of the library shows the start page of a signed-in person. */
export function isStart(address: Readonly<Record<string, string>>): boolean {
  return address["view"] !== "full";
}

const asked =
  (query: Readonly<Record<string, unknown>>): NonNullable<NeededQuery["asks"]> =>
  ({ address }) =>
    isStart(address) ? query : null;

/** The queries of the start page, which the server asks for signed-in people. */
export const startQueries = {
  getWaiting: needed(() => startWaitingQuery, asked({ undecided: "false" })),
  getNotifications: needed(() => firstItemsQuery, asked({ state: "unread", size: mostItems + mostRequests })),
  getJointRequests: needed(() => jointRequestsQuery, asked({})),
  getOwnAnnotations: needed(() => ownAnnotationsQuery, asked({ size: few })),
} satisfies OwnQueries;
