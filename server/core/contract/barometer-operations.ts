import * as z from "zod";
import { Barometer } from "#core/compile/barometer.ts";
import { operation } from "#core/contract/operation.ts";
import { Version } from "#core/text/version.ts";

const params = z.object({ document: z.string() });
/** Defaults to the language in which the document was first published. */
const query = z.object({ language: Version.shape.language.optional() });

export const barometerOperations = {
  getBarometer: operation({
    method: "get",
    path: "/documents/{document}/barometer",
    summary: "Brackets and options still open, draft by draft, and what opened, closed and remained in one draft",
    action: "read-forum",
    params,
    /** The draft whose changes are returned, by id or address. Defaults to the last. It determines the language. */
    query: query.extend({ draft: z.string().optional() }),
    answer: { kind: "json", schema: Barometer },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
  getBarometerTable: operation({
    method: "get",
    path: "/documents/{document}/barometer/csv",
    summary: "Brackets, options and words in brackets of every draft, article and clause, as CSV",
    action: "read-forum",
    params,
    query,
    answer: { kind: "file", mediaTypes: ["text/csv"] },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
  getBarometerFeed: operation({
    method: "get",
    path: "/documents/{document}/barometer/feed",
    summary: "An Atom feed with the counts of each draft, and what opened and closed in it",
    action: "read-forum",
    params,
    query,
    answer: { kind: "file", mediaTypes: ["application/atom+xml"] },
    problems: ["not-found", "invalid-request"],
    costly: true,
  }),
};
