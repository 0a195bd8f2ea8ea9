import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

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
};
