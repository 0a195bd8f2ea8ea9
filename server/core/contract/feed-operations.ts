import * as z from "zod";
import { operation } from "#core/contract/operation.ts";

/** The token of a personal address, with which a program reads as its owner. */
const token = { token: z.string().optional() };
/** The most entries, the latest ones. */
const query = z.object({ ...token, limit: z.coerce.number().int().min(1).max(100).default(50) });
const answer = { kind: "file", mediaTypes: ["application/atom+xml"] } as const;

/** A person's own address for feeds, without its token. */
export const FeedAddress = z.object({
  createdAt: z.iso.datetime(),
  /** In the forum's time zone. */
  lastUsedOn: z.iso.date().nullable(),
});
export type FeedAddress = z.infer<typeof FeedAddress>;

const DocumentParams = z.object({ document: z.string() });

/** Files to which calendar programs and feed readers subscribe. */
export const feedOperations = {
  getForumCalendar: operation({
    method: "get",
    path: "/calendar.ics",
    summary: "The forum's meetings and the deadlines of its consultations, as iCalendar",
    action: "read-forum",
    feed: true,
    query: z.object(token),
    answer: { kind: "file", mediaTypes: ["text/calendar"] },
    problems: ["not-signed-in", "not-found"],
  }),
  getDocumentCalendar: operation({
    method: "get",
    path: "/documents/{document}/calendar.ics",
    summary: "The deadlines of a document's consultations, as iCalendar",
    action: "read-forum",
    feed: true,
    params: DocumentParams,
    query: z.object(token),
    answer: { kind: "file", mediaTypes: ["text/calendar"] },
    problems: ["not-signed-in", "not-found"],
  }),
  getForumFeed: operation({
    method: "get",
    path: "/feed",
    summary: "New drafts, consultations, comments and decisions that every reader of the forum may see, as Atom",
    action: "read-forum",
    feed: true,
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
    feed: true,
    query,
    answer,
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
  getThreadFeed: operation({
    method: "get",
    path: "/annotations/{annotation}/feed",
    summary: "A comment, its replies and its decision, as far as every reader of the forum may see them, as Atom",
    action: "read-annotation",
    params: z.object({ annotation: z.string() }),
    feed: true,
    query,
    answer,
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
  getClauseFeed: operation({
    method: "get",
    path: "/versions/{version}/clauses/{clause}/feed",
    summary:
      "New wordings of a clause in all drafts, comments on it and their decisions, as far as every reader of the forum may see them, as Atom",
    action: "read-forum",
    params: z.object({ version: z.string(), clause: z.string() }),
    feed: true,
    query,
    answer,
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
  getOrganisationFeed: operation({
    method: "get",
    path: "/organisation/feed",
    summary:
      "Comments of one's own organisation, the replies to them and the decisions on them, as far as every reader of the forum may see them, as Atom",
    action: "read-participants",
    feed: true,
    query,
    answer,
    problems: ["not-signed-in", "not-found", "invalid-request"],
  }),
};

/** A person's own address for calendars and feeds. */
export const feedAddressOperations = {
  getFeedAddress: operation({
    method: "get",
    path: "/profile/feed-address",
    summary: "One's own address for feeds, without its token",
    action: "keep-account",
    answer: { kind: "json", schema: z.object({ address: FeedAddress.nullable() }) },
    problems: ["not-signed-in"],
  }),
  makeFeedAddress: operation({
    method: "post",
    path: "/profile/feed-address",
    summary:
      "Make one's own address for feeds, in place of an earlier one; its token opens calendars and feeds only, as the query parameter `token`, and is shown only in this answer",
    action: "keep-account",
    answer: { kind: "json", schema: FeedAddress.extend({ token: z.string() }), status: 201 },
    problems: ["not-signed-in"],
  }),
  endFeedAddress: operation({
    method: "delete",
    path: "/profile/feed-address",
    summary: "End one's own address for feeds",
    action: "keep-account",
    answer: { kind: "nothing" },
    problems: ["not-signed-in"],
  }),
};
