import * as z from "zod";
import { Barometer } from "#core/compile/barometer.ts";
import { operation } from "#core/contract/operation.ts";
import { ClauseNegotiation, NegotiationCounts } from "#core/text/negotiation/negotiation.ts";
import { Version } from "#core/text/version.ts";

/** The negotiation marks of a version, such as brackets and alternatives. */
export const Negotiation = z.object({
  counts: NegotiationCounts,
  /** Clauses with at least one mark, in document order. */
  clauses: z.array(ClauseNegotiation),
});
export type Negotiation = z.infer<typeof Negotiation>;

/** The amount of open text in each draft of a document in one language, in reading order. */
export const NegotiationHistory = z.array(
  z.object({
    version: Version.pick({ id: true, label: true, date: true }).extend({ address: z.string() }),
    counts: NegotiationCounts,
  }),
);
export type NegotiationHistory = z.infer<typeof NegotiationHistory>;

export const negotiationOperations = {
  getNegotiation: operation({
    method: "get",
    path: "/versions/{version}/negotiation",
    summary: "Open points of a version: brackets, alternatives, agreed text and inserted clauses (bis)",
    action: "read-version",
    params: z.object({ version: z.string() }),
    answer: { kind: "json", schema: Negotiation },
    problems: ["not-found"],
  }),
  getNegotiationHistory: operation({
    method: "get",
    path: "/documents/{document}/negotiation",
    summary: "The number of open points in each draft of a document",
    action: "read-forum",
    params: z.object({ document: z.string() }),
    /** Defaults to the language in which the document was first published. */
    query: z.object({ language: Version.shape.language.optional() }),
    answer: { kind: "json", schema: NegotiationHistory },
    problems: ["not-found", "invalid-request"],
  }),
};

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
