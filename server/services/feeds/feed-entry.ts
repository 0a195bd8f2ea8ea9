import { can, publicActor } from "#core/access/permissions.ts";
import type { Forum } from "#core/access/forum.ts";
import type { EventKind, ForumEvent, News } from "#core/contract/event-operations.ts";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { type Speaker } from "#core/discuss/speaker.ts";
import { documentsPage, feeds, inLanguage } from "#core/messages/catalogues.ts";
import { timeText } from "#core/phrases/dates.ts";
import { formatMessage } from "#core/phrases/format-message.ts";
import { headOf, wordIn } from "#core/phrases/message-text.ts";
import { shownSource } from "#core/phrases/source-text.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";
import { type AtomEntry, feedLink, feedParagraphs } from "../../export/feeds/atom-feed.ts";
import type { Reader } from "../../store/store.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "../kernel/context.ts";
import { type EventViewer, ruleOf } from "../kernel/event-rules.ts";
import { identifyingBase } from "../kernel/file-answer.ts";
import {
  type DocumentViewer,
  readDocumentViewer,
  readViewer,
  visibleAnnotation,
  visibleReply,
} from "../kernel/visibility.ts";
import { presentEvent } from "../kernel/visible-events.ts";
import { addressOf, mainLanguage, previousOf } from "../versions/version-order.ts";
import { feedLanguage as language } from "./calendar.ts";

/** The events that feeds report. */
export const reported = {
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

/** The messages of feeds. */
export const feedMessages = (): typeof feeds => inLanguage(feeds, language);

/** A feed for which entries are written. */
export interface EntryTerms {
  forum: Forum;
  /** Path of the page with the same content. */
  page?: string;
  /** Whether a comment, as every reader of the forum sees it, belongs to the feed. All do if absent. */
  isWanted?: (annotation: Annotation) => boolean;
  /** In a clause's feed, its new wordings as HTML, by version. Other drafts are then no news. */
  wordings?: ReadonlyMap<string, string | null>;
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
export class EntryWriter {
  readonly #context: Context;
  readonly #reader: Reader;
  readonly #viewer: EventViewer;
  readonly #wanted: EntryTerms;
  readonly #documents = new Map<string, Promise<KnownDocument | null>>();
  /** Keys of the records that have an entry already. Their earlier events would repeat their present state. */
  readonly #written = new Set<string>();

  constructor(context: Context, reader: Reader, viewer: EventViewer, wanted: EntryTerms) {
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
      title: source === "" ? title : formatMessage(feedMessages().by, { title, source }, language),
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
      const title = formatMessage(feedMessages().newWording, namesOf(version, known), language);
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
    return {
      title: formatMessage(feedMessages().newDraft, namesOf(version, known), language),
      source: "",
      page,
      content,
    };
  }

  async #consultation({ kind, subject: { id } }: StoredEvent, known: KnownDocument): Promise<Told | null> {
    const version = known.versions.find((one) => one.id === id);
    if (!version) return null;
    const { current = null } = (await this.#reader.get("consultations", id)) ?? {};
    const names = namesOf(version, known);
    const { timeZone } = this.#wanted.forum;
    const title =
      kind === "consultation-closed"
        ? formatMessage(feedMessages().commentsClosed, names, language)
        : current === null
          ? formatMessage(feedMessages().consultationCancelled, names, language)
          : formatMessage(
              feedMessages().commentsClose,
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
    const title = formatMessage(feedMessages().newComment, { ...names, kind }, language);
    return { title, source: sourceOf(speaker), page, content: feedParagraphs(text) };
  }

  async #reply({ subject: { id } }: StoredEvent, known: KnownDocument): Promise<Told | null> {
    const reply = await this.#reader.get("replies", id);
    const found = reply && (await this.#thread(reply.annotationId, known));
    if (!found || reply.standing !== "open") return null;
    const { speaker, text, position } = visibleReply(known.viewer, reply, found.annotation);
    const stated = position === null ? "" : headOf(wordIn(language)(`position-${position}`), language);
    const title = formatMessage(feedMessages().newReply, found.names, language);
    const content = feedParagraphs([stated, text].filter((part) => part !== "").join("\n\n"));
    return { title, source: sourceOf(speaker), page: found.page, content };
  }

  async #decision({ subject: { id } }: StoredEvent, known: KnownDocument): Promise<Told | null> {
    const found = await this.#thread(id, known);
    const { current = null } = (await this.#reader.get("dispositions", id)) ?? {};
    if (!found || !current) return null;
    const outcome = wordIn(language)(`decision-${current.outcome}`);
    const title = formatMessage(feedMessages().decision, { ...found.names, outcome }, language);
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
