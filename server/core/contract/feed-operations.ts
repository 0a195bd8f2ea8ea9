import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

/** Of a list, the latest entries. */
const query = z.object({ limit: z.coerce.number().int().min(1).max(100).default(50) });
const answer = { kind: "file", mediaTypes: ["application/atom+xml"] } as const;

const DocumentParams = z.object({ document: z.string() });

/** Files to which calendar programs and feed readers subscribe. */
export const feedOperations = {
  getForumCalendar: operation({
    method: "get",
    path: "/calendar.ics",
    summary: "The forum's meetings and the deadlines of its consultations, as iCalendar",
    action: "read-forum",
    answer: { kind: "file", mediaTypes: ["text/calendar"] },
    problems: ["not-signed-in", "not-found"],
  }),
  getDocumentCalendar: operation({
    method: "get",
    path: "/documents/{document}/calendar.ics",
    summary: "The deadlines of a document's consultations, as iCalendar",
    action: "read-forum",
    params: DocumentParams,
    answer: { kind: "file", mediaTypes: ["text/calendar"] },
    problems: ["not-signed-in", "not-found"],
  }),
  getForumFeed: operation({
    method: "get",
    path: "/feed",
    summary: "New drafts, consultations, comments and decisions that everybody who reads the forum may see, as Atom",
    action: "read-forum",
    query,
    answer,
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
  getDocumentFeed: operation({
    method: "get",
    path: "/documents/{document}/feed",
    summary: "The same for one document, as Atom",
    action: "read-forum",
    params: DocumentParams,
    query,
    answer,
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
  getThreadFeed: operation({
    method: "get",
    path: "/annotations/{annotation}/feed",
    summary: "A comment, its replies and its decision, as far as everybody who reads the forum may see them, as Atom",
    action: "read-annotation",
    params: z.object({ annotation: z.string() }),
    query,
    answer,
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
  getOrganisationFeed: operation({
    method: "get",
    path: "/organisation/feed",
    summary:
      "Comments of one's own organisation, the replies to them and the decisions on them, as far as everybody who reads the forum may see them, as Atom",
    action: "read-participants",
    query,
    answer,
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
};
