import { type Actor, represents } from "#core/access/permissions.ts";
import type { News } from "#core/contract/event-operations.ts";
import { feedOperations } from "#core/contract/feed-operations.ts";
import type { ClauseHistoryEntry } from "#core/contract/history-operations.ts";
import type { Operation } from "#core/contract/operation.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { clauseHistoryPath, readingPath } from "#core/contract/pages.ts";
import { organisationsBehind } from "#core/discuss/speaker.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { type AtomEntry, atomFeed, feedRedline } from "../../export/feeds/atom-feed.ts";
import { type EventScope, subjectKey } from "../../store/indexes.ts";
import { rememberingReader } from "../../store/store-over.ts";
import type { Reader } from "../../store/store.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { getClauseHistory } from "../history/clause-history.ts";
import { threadKey } from "../kernel/concerns.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { eventsBackwards } from "../kernel/events.ts";
import { type FileAnswer, identifyingBase } from "../kernel/file-answer.ts";
import { ProblemError } from "../kernel/problem.ts";
import { ordinaryReader } from "../kernel/public-chain.ts";
import { readViewer } from "../kernel/visibility.ts";
import { findForum } from "../versions/find-version.ts";
import { addressOf } from "../versions/version-order.ts";
import { feedLanguage as language } from "./calendar.ts";
import { EntryWriter, type EntryTerms, feedMessages as messages, reported } from "./feed-entry.ts";

/** The news of the forum and of documents. Replies would be most of it, so only feeds of threads have them. */
const newsOfDocuments: readonly News[] = ["draft", "consultation", "comment", "decision"];
const newsOfThreads: readonly News[] = ["comment", "reply", "decision"];

/** Maximum number of comments of a clause. */
const mostComments = 100;

/** Maximum number of events to look at for one answer. */
const mostEvents = 1000;

interface FeedInput {
  /** Maximum number of entries. */
  limit: number;
  /** The token of a personal address. The feed then does not repeat its own address. */
  token?: string | undefined;
}

/**
 * Returns the news of the forum as an Atom feed.
 * @throws ProblemError not-signed-in, not-found (no forum yet)
 */
export async function getForumFeed(context: Context, actor: Actor, input: FeedInput): Promise<FileAnswer> {
  return context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const title = formatMessage(messages().forumTitle, { forum: forum.name }, language);
    const of = { operation: feedOperations.getForumFeed, params: {}, fileName: forum.id, title, page: "/" };
    return writeFeed(context, reader, { ...of, forum, input, scopes: scopesOf(newsOfDocuments) });
  });
}

/**
 * Returns the news of a document as an Atom feed.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getDocumentFeed(
  context: Context,
  actor: Actor,
  { document: documentId, ...input }: FeedInput & { document: string },
): Promise<FileAnswer> {
  return context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    const document = await reader.get("documents", documentId);
    if (!document) throw new ProblemError("not-found");
    const names = { forum: forum.shortName, document: document.shortTitle };
    return writeFeed(context, reader, {
      ...{ operation: feedOperations.getDocumentFeed, params: { document: documentId }, fileName: documentId },
      ...{ title: formatMessage(messages().documentTitle, names, language), page: `/#${documentId}`, forum, input },
      scopes: scopesOf(newsOfDocuments).map((scope) => ({ ...scope, documentId })),
    });
  });
}

/**
 * Returns a comment, its replies and its decision as an Atom feed. It is empty unless all readers may see the comment.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getThreadFeed(
  context: Context,
  actor: Actor,
  { annotation: id, ...input }: FeedInput & { annotation: string },
): Promise<FileAnswer> {
  return context.store.read(async (reader) => {
    const { forum, document, version, versions } = await findAnnotation(context, reader, actor, id);
    const names = { forum: forum.shortName, document: document.shortTitle };
    return writeFeed(context, reader, {
      ...{ operation: feedOperations.getThreadFeed, params: { annotation: id }, fileName: id, forum, input },
      title: formatMessage(messages().threadTitle, names, language),
      page: `${readingPath(addressOf(version, versions))}?note=${id}`,
      scopes: [
        { concerns: threadKey(id) },
        { subject: subjectKey({ collection: "annotations", id }) },
        { subject: subjectKey({ collection: "dispositions", id }) },
      ],
    });
  });
}

/**
 * Returns the news of a clause through all drafts as an Atom feed: its new wordings, the comments on it, of which the latest
 * 100, and their decisions.
 * @throws ProblemError not-signed-in; not-found, also if the version has no such clause or is not for all readers
 */
export async function getClauseFeed(
  context: Context,
  actor: Actor,
  { version, clause, ...input }: FeedInput & { version: string; clause: string },
  signal: AbortSignal | null,
): Promise<FileAnswer> {
  const forum = await context.store.read((reader) => findForum(reader, actor));
  const { entries, version: versionId } = await getClauseHistory(
    context,
    ordinaryReader(forum),
    { version, clause },
    signal,
  );
  const here = entries.find((entry) => entry.version.id === versionId);
  const citation = here?.clauses.find(({ id }) => id === clause)?.citation ?? clause;
  const names = { forum: forum.shortName, document: here?.version.document ?? "", clause: citation };
  const comments = entries.flatMap(({ annotations }) => annotations.map(({ annotation }) => annotation));
  comments.sort((left, right) => (left.createdAt < right.createdAt ? 1 : -1));
  const subjects = [
    ...entries.map((entry) => ({ collection: "versions", id: entry.version.id }) as const),
    ...comments
      .slice(0, mostComments)
      .flatMap(({ id }) => (["annotations", "dispositions"] as const).map((collection) => ({ collection, id }))),
  ];
  return context.store.read((reader) =>
    writeFeed(context, reader, {
      ...{ operation: feedOperations.getClauseFeed, params: { version, clause }, fileName: clause, forum, input },
      ...{ title: formatMessage(messages().clauseTitle, names, language), page: clauseHistoryPath(version, clause) },
      scopes: subjects.map((subject) => ({ subject: subjectKey(subject) })),
      wordings: new Map(entries.map((entry) => [entry.version.id, newWordingOf(entry)])),
    }),
  );
}

/** Returns a clause's wording in a draft as HTML, with its changes. Null if it has none, or the wording is as before. */
function newWordingOf({ steps, rows }: ClauseHistoryEntry): string | null {
  const segments = rows.flatMap((row) => row.segments);
  if (steps.length > 0 && segments.every(({ kind }) => kind === "kept")) return null;
  return feedRedline(rows.map((row) => row.segments));
}

/**
 * Returns the comments of the actor's organisation, with replies and decisions, as an Atom feed. It is empty if the forum
 * hides sources.
 * @throws ProblemError not-signed-in, not-found (the actor has no organisation)
 */
export async function getOrganisationFeed(context: Context, actor: Actor, input: FeedInput): Promise<FileAnswer> {
  return context.store.read(async (reader) => {
    const forum = await findForum(reader, actor);
    authorise(actor, "read-participants");
    const organisation =
      actor.organisationId === null ? undefined : await reader.get("organisations", actor.organisationId);
    if (!organisation) throw new ProblemError("not-found");
    const names = { forum: forum.shortName, organisation: organisation.shortName };
    return writeFeed(context, reader, {
      ...{ operation: feedOperations.getOrganisationFeed, params: {}, fileName: organisation.id, page: "/" },
      ...{ title: formatMessage(messages().organisationTitle, names, language), forum, input },
      scopes: scopesOf(newsOfThreads),
      isWanted: ({ speaker }) => organisationsBehind(speaker).some(({ id }) => represents(actor, id)),
    });
  });
}

function scopesOf(news: readonly News[]): EventScope[] {
  return Object.entries(reported).flatMap(([kind, of]) => (news.includes(of) ? [{ kind }] : []));
}

/** A feed to write. */
interface Wanted extends EntryTerms {
  operation: Operation;
  params: Readonly<Record<string, string>>;
  fileName: string;
  title: string;
  page: string;
  input: FeedInput;
  /** The events to look at. */
  scopes: readonly EventScope[];
}

/**
 * Writes a feed of what every reader of the forum may see. Feed readers keep what they have read, often on servers of
 * others, so a feed has no drafts, and nothing of a blind consultation, also if its own reader may see them.
 */
async function writeFeed(context: Context, store: Reader, wanted: Wanted): Promise<FileAnswer> {
  const { operation, params, fileName, title, page, forum, input, scopes } = wanted;
  const reader = rememberingReader(store);
  const viewer = { ...(await readViewer(context, reader, ordinaryReader(forum))), forum };
  const writer = new EntryWriter(context, reader, viewer, wanted);
  const entries: AtomEntry[] = [];
  let read = 0;
  for await (const event of eventsBackwards(reader, scopes, Number.MAX_SAFE_INTEGER)) {
    if (entries.length === input.limit || (read += 1) > mostEvents) break;
    const entry = await writer.entryOf(event);
    if (entry) entries.push(entry);
  }
  const self = operationUrl(operation, params, { limit: input.limit });
  // The end of a consultation is recorded with its own time, which may be earlier.
  entries.sort((left, right) => Date.parse(right.at) - Date.parse(left.at));
  const feed = atomFeed({
    ...{ id: identifyingBase(context, forum.id) + operationUrl(operation, params, {}), title, language },
    ...{ entries, subtitle: messages().subtitle, began: "1970-01-01T00:00:00Z", author: forum.name },
    self: input.token === undefined ? `${context.publicUrl ?? ""}${self}` : null,
    page: `${context.publicUrl ?? ""}${page}`,
  });
  return {
    fileName: `${fileName}.atom`,
    mediaType: "application/atom+xml",
    bytes: new TextEncoder().encode(feed),
  };
}
