import { type Actor, can, publicActor, represents } from "#core/access/permissions.ts";
import type { Forum } from "#core/access/forum.ts";
import type { EventKind, ForumEvent, News } from "#core/contract/event-operations.ts";
import { feedOperations } from "#core/contract/feed-operations.ts";
import type { ClauseHistoryEntry } from "#core/contract/history-operations.ts";
import type { Operation } from "#core/contract/operation.ts";
import { operationUrl } from "#core/contract/operation-url.ts";
import { clauseHistoryPath, comparisonPath, readingPath } from "#core/contract/pages.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { organisationsBehind, type Speaker } from "#core/discuss/speaker.ts";
import { documentsPage, feeds, inLanguage } from "#core/messages/catalogues.ts";
import { timeText } from "#core/phrases/dates.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { headOf, wordIn } from "#core/phrases/message-text.ts";
import { shownSource } from "#core/phrases/source-text.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";
import { type AtomEntry, atomFeed, feedLink, feedParagraphs, feedRedline } from "../../export/feeds/atom-feed.ts";
import { type EventScope, subjectKey } from "../../store/indexes.ts";
import { rememberingReader } from "../../store/store-over.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { getClauseHistory } from "../history/clause-history.ts";
import { threadKey } from "../kernel/concerns.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { type EventViewer, ruleOf } from "../kernel/event-rules.ts";
import { eventsBackwards } from "../kernel/events.ts";
import { type FileAnswer, identifyingBase } from "../kernel/file-answer.ts";
import { ProblemError } from "../kernel/problem.ts";
import { ordinaryReader } from "../kernel/public-chain.ts";
import {
  type DocumentViewer,
  readDocumentViewer,
  readViewer,
  visibleAnnotation,
  visibleReply,
} from "../kernel/visibility.ts";
import { presentEvent } from "../kernel/visible-events.ts";
import { findForum } from "../versions/find-version.ts";
import { addressOf, mainLanguage, previousOf } from "../versions/version-order.ts";
import { feedLanguage as language } from "./calendar.ts";

/** The events that feeds report. */
const reported = {
  "version-published": "draft",
  "consultation-set": "consultation",
  "consultation-called-off": "consultation",
  "consultation-closed": "consultation",
  "annotation-created": "comment",
  "annotation-submitted": "comment",
  "reply-created": "reply",
  "reply-submitted": "reply",
  "disposition-made": "decision",
  "disposition-revised": "decision",
} as const satisfies Partial<Record<EventKind, News>>;

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

const messages = (): typeof feeds => inLanguage(feeds, language);

function scopesOf(news: readonly News[]): EventScope[] {
  return Object.entries(reported).flatMap(([kind, of]) => (news.includes(of) ? [{ kind }] : []));
}

/** A feed to write. */
interface Wanted {
  operation: Operation;
  params: Readonly<Record<string, string>>;
  fileName: string;
  title: string;
  /** Path of the page with the same content. */
  page: string;
  forum: Forum;
  input: FeedInput;
  /** The events to look at. */
  scopes: readonly EventScope[];
  /** Whether a comment, as every reader of the forum sees it, belongs to the feed. All do if absent. */
  isWanted?: (annotation: Annotation) => boolean;
  /** In a clause's feed, its new wordings as HTML, by version. Other drafts are then no news. */
  wordings?: ReadonlyMap<string, string | null>;
}

/** The part of it that entries need. */
type WantedEntries = Pick<Wanted, "forum" | "isWanted" | "wordings"> & Partial<Pick<Wanted, "page">>;

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
    changedAt: entries[0]?.at,
    bytes: new TextEncoder().encode(feed),
  };
}

/** Returns the kind of news that events of a kind are. Null if feeds do not report them. */
export function newsKindOf(kind: string): News | null {
  return Object.hasOwn(reported, kind) ? reported[kind as keyof typeof reported] : null;
}

/** An event as the feed of a public forum reports it, with its title and the address of its page. */
export type PublicNews = ForumEvent & Pick<AtomEntry, "title" | "page">;

/** Returns what everybody, also without an account, may see of an event now. Null if that is nothing, or no news. */
export async function publicNews(context: Context, reader: Reader, event: StoredEvent): Promise<PublicNews | null> {
  const [forum] = await reader.list("forum");
  const rule = ruleOf(event);
  // Rules ask nothing about readers whom the forum does not admit.
  if (!forum || !rule || !can(publicActor, "read-forum", forum)) return null;
  const viewer = { ...(await readViewer(context, reader, publicActor)), forum };
  const entry = await new EntryWriter(context, reader, viewer, { forum }).entryOf(event);
  return (
    entry && {
      ...presentEvent(viewer, event, rule),
      title: entry.title,
      page: new URL(entry.page, context.linkBase).href,
    }
  );
}

/** The part of an entry that depends on its kind. */
interface Told {
  title: string;
  source: string;
  page: string;
  content: string | null;
}

interface KnownDocument {
  document: ForumDocument;
  versions: Version[];
  viewer: DocumentViewer;
}

/** Writes the entries of one feed, the latest first. */
class EntryWriter {
  readonly #context: Context;
  readonly #reader: Reader;
  readonly #viewer: EventViewer;
  readonly #wanted: WantedEntries;
  readonly #documents = new Map<string, Promise<KnownDocument | null>>();
  /** Keys of the records that have an entry already. Their earlier events would repeat their present state. */
  readonly #written = new Set<string>();

  constructor(context: Context, reader: Reader, viewer: EventViewer, wanted: WantedEntries) {
    this.#context = context;
    this.#reader = reader;
    this.#viewer = viewer;
    this.#wanted = wanted;
  }

  /** Returns the entry of an event. Null if it has none, or if not everybody may see it now. */
  async entryOf(event: StoredEvent): Promise<AtomEntry | null> {
    const { id, at, kind, documentId, subject } = event;
    const news = newsKindOf(kind);
    const key = `${news ?? ""}/${subject.id}`;
    if (news === null || documentId === null || this.#written.has(key)) return null;
    if (!(await ruleOf(event)?.mayKnow(event, this.#viewer, this.#reader))) return null;
    const known = await this.#document(documentId);
    const told = known && (await this.#told(event, news, known));
    if (!told) return null;
    this.#written.add(key);
    const { title, source, page, content } = told;
    const { publicUrl } = this.#context;
    return {
      id: `${identifyingBase(this.#context, this.#wanted.forum.id)}/events/${id}`,
      title: source === "" ? title : formatMessage(messages().by, { title, source }, language),
      ...{ at, page: `${publicUrl ?? ""}${page}`, author: source === "" ? null : source, summary: null, content },
    };
  }

  #told(event: StoredEvent, news: News, known: KnownDocument): Promise<Told | null> | Told | null {
    switch (news) {
      case "draft":
        return this.#draft(event, known);
      case "consultation":
        return this.#consultation(event, known);
      case "comment":
        return this.#comment(event, known);
      case "reply":
        return this.#reply(event, known);
      case "decision":
        return this.#decision(event, known);
    }
  }

  /** A draft in several languages has one entry. */
  #draft({ subject: { id } }: StoredEvent, known: KnownDocument): Told | null {
    const { versions } = known;
    const version = versions.find((one) => one.id === id);
    if (version?.state !== "published") return null;
    const { wordings, page: history = "/" } = this.#wanted;
    if (wordings) {
      const content = wordings.get(id) ?? null;
      const title = formatMessage(messages().newWording, namesOf(version, known), language);
      return content === null ? null : { title, source: "", page: history, content };
    }
    const main = mainLanguage(versions);
    const isTranslation = ({ round, language: own, state }: Version): boolean =>
      round === version.round && own === main && state === "published";
    if (version.language !== main && versions.some(isTranslation)) return null;
    const before = previousOf(version, versions);
    const page = readingPath(addressOf(version, versions));
    const comparison = before && comparisonPath(addressOf(before, versions), addressOf(version, versions));
    const compare = inLanguage(documentsPage, language).compareWithPrevious;
    const content = comparison && feedLink(`${this.#context.publicUrl ?? ""}${comparison}`, compare);
    return { title: formatMessage(messages().newDraft, namesOf(version, known), language), source: "", page, content };
  }

  async #consultation({ kind, subject: { id } }: StoredEvent, known: KnownDocument): Promise<Told | null> {
    const version = known.versions.find((one) => one.id === id);
    if (!version) return null;
    const { current = null } = (await this.#reader.get("consultations", id)) ?? {};
    const names = namesOf(version, known);
    const { timeZone } = this.#wanted.forum;
    const title =
      kind === "consultation-closed"
        ? formatMessage(messages().commentsClosed, names, language)
        : current === null
          ? formatMessage(messages().consultationCancelled, names, language)
          : formatMessage(
              messages().commentsClose,
              { ...names, time: timeText(current.closesAt, language, timeZone) },
              language,
            );
    return { title, source: "", page: readingPath(addressOf(version, known.versions)), content: null };
  }

  async #comment({ subject: { id } }: StoredEvent, known: KnownDocument): Promise<Told | null> {
    const found = await this.#thread(id, known);
    if (!found) return null;
    const { names, page } = found;
    const { speaker, text, kind } = found.shown;
    const title = formatMessage(messages().newComment, { ...names, kind }, language);
    return { title, source: sourceOf(speaker), page, content: feedParagraphs(text) };
  }

  async #reply({ subject: { id } }: StoredEvent, known: KnownDocument): Promise<Told | null> {
    const reply = await this.#reader.get("replies", id);
    const found = reply && (await this.#thread(reply.annotationId, known));
    if (!found || reply.standing !== "open") return null;
    const { speaker, text, position } = visibleReply(known.viewer, reply, found.annotation);
    const stated = position === null ? "" : headOf(wordIn(language)(`position-${position}`), language);
    const title = formatMessage(messages().newReply, found.names, language);
    const content = feedParagraphs([stated, text].filter((part) => part !== "").join("\n\n"));
    return { title, source: sourceOf(speaker), page: found.page, content };
  }

  async #decision({ subject: { id } }: StoredEvent, known: KnownDocument): Promise<Told | null> {
    const found = await this.#thread(id, known);
    const { current = null } = (await this.#reader.get("dispositions", id)) ?? {};
    if (!found || !current) return null;
    const outcome = wordIn(language)(`decision-${current.outcome}`);
    const title = formatMessage(messages().decision, { ...found.names, outcome }, language);
    return { title, source: sourceOf(current.by), page: found.page, content: feedParagraphs(current.reason) };
  }

  /** Returns a comment that belongs to the feed, if it was not withdrawn, hidden or erased. */
  async #thread(
    id: string,
    known: KnownDocument,
  ): Promise<{ annotation: Annotation; shown: Annotation; names: ReturnType<typeof namesOf>; page: string } | null> {
    const annotation = await this.#reader.get("annotations", id);
    const version = known.versions.find((one) => one.id === annotation?.versionId);
    const { isWanted = () => true } = this.#wanted;
    if (annotation?.standing !== "open" || !version) return null;
    const shown = visibleAnnotation(known.viewer, annotation);
    // If sources are hidden, a feed must not tell whose comments it has.
    if (!isWanted(shown)) return null;
    const page = `${readingPath(addressOf(version, known.versions))}?note=${id}`;
    return { annotation, shown, names: namesOf(version, known), page };
  }

  #document(id: string): Promise<KnownDocument | null> {
    const known = this.#documents.get(id) ?? this.#readDocument(id);
    this.#documents.set(id, known);
    return known;
  }

  async #readDocument(id: string): Promise<KnownDocument | null> {
    const document = await this.#reader.get("documents", id);
    if (!document) return null;
    const versions = await this.#reader.list("versions", { documentId: id });
    return {
      document,
      versions,
      viewer: await readDocumentViewer(this.#context, this.#reader, this.#viewer.actor, id),
    };
  }
}

function namesOf({ label }: Version, { document }: KnownDocument): { document: string; draft: string } {
  return { document: document.shortTitle, draft: label };
}

function sourceOf(speaker: Speaker): string {
  return shownSource(speaker, language);
}
