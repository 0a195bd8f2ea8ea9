import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import { eventFacts, type ForumEvent, type News } from "#core/contract/event-operations.ts";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import {
  barometerPath,
  comparisonPath,
  outcomesPath,
  evolutionPath,
  readingPath,
  uploadPath,
  uptakePath,
} from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { documentsPage as messages, interfaceLanguage, letters } from "#core/messages/catalogues.ts";
import { versionChangeText } from "#core/phrases/comparison-summary.ts";
import { actorOf } from "../api/actor.ts";
import { newsQuery } from "../api/queries.ts";
import { formatDate, useFormatDeadline, languageName } from "../components/format.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { DocumentMarks } from "../page-parts/LibraryParts.tsx";
import { commaText, formatMessage, richMessage, word } from "../page-parts/messages.ts";
import { DocumentFilters } from "../saved-filters/DocumentFilters.tsx";
import { inLanguage, mainLanguage } from "../versions/version-order.ts";
import { TimeLine } from "./TimeLine.tsx";
import { lastVisit } from "./last-visit.ts";

const DocumentActs = lazyComponent(async () => (await import("./DocumentActs.tsx")).DocumentActs);
const VersionList = lazyComponent(async () => (await import("./VersionList.tsx")).VersionList);

const relationMessages = {
  replaces: () => messages.replacesDocument,
  forks: () => messages.forkedFromDocument,
  merges: () => messages.mergesDocument,
} as const;

/** A document of the forum: its title, timeline, latest draft, news and links. */
export function DocumentRow({
  document,
  documents,
  meetings,
  scale,
  me,
}: {
  document: ListedDocument;
  /** All documents of the forum, for the names of related ones. */
  documents: readonly ListedDocument[];
  meetings: readonly string[];
  scale: (date: string) => number;
  me: Me | undefined;
}): ReactNode {
  const { id, title, shortTitle, relations } = document;
  const { latest } = draftsOf(document);
  return (
    <li className="document" id={id}>
      <div className="document-title">
        <DocumentMarks document={document} />
        <h2>{latest ? <Link href={readingPath(latest.address)}>{shortTitle}</Link> : shortTitle}</h2>
        {title !== shortTitle && <p className="quiet">{title}</p>}
        {relations.map(({ kind, documentId }) => (
          <p key={kind + documentId} className="quiet small">
            {richMessage(relationMessages[kind](), {
              document: (
                <a href={`#${documentId}`}>
                  {documents.find((listed) => listed.id === documentId)?.shortTitle ?? documentId}
                </a>
              ),
            })}
          </p>
        ))}
      </div>
      <DocumentBody document={document} meetings={meetings} scale={scale} me={me} />
    </li>
  );
}

/** Returns the main language of a document, its drafts in that language in reading order, and the current one. */
export function draftsOf(document: ListedDocument): {
  language: string;
  main: ListedVersion[];
  latest: ListedVersion | undefined;
} {
  const language = mainLanguage(document);
  const main = inLanguage(document.versions, language);
  const latest =
    main.findLast(({ state }) => state === "published") ?? main.findLast(({ state }) => state !== "prepared");
  return { language, main, latest };
}

/** Everything about a document but its title: the timeline, the latest draft, news, links and all versions. */
export function DocumentBody({
  document,
  meetings,
  scale,
  me,
}: {
  document: ListedDocument;
  meetings: readonly string[];
  scale: (date: string) => number;
  me: Me | undefined;
}): ReactNode {
  const { id, versions } = document;
  const { language, main, latest } = draftsOf(document);
  const prepared = versions.filter(({ state }) => state === "prepared");
  return (
    <>
      <div className="document-time">
        {main.length > 0 ? (
          <TimeLine versions={main} meetings={meetings} scale={scale} />
        ) : (
          <p className="quiet">{messages.noDraft}</p>
        )}
      </div>
      <div className="document-facts">
        {latest && <LatestDraft version={latest} />}
        <DocumentNews document={id} reader={me?.participant?.id ?? null} />
        {prepared.map((version) => (
          <p key={version.id}>
            <span className="tag tag-prepared">{word("version-state-prepared")}</span>{" "}
            <Link href={`${uploadPath(id)}?version=${version.id}`}>{version.label}</Link>{" "}
            <span className="quiet">{messages.notPublished}</span>
          </p>
        ))}
        <DocumentLinks document={document} latest={latest} me={me} />
        {latest && <DocumentFilters version={latest} me={me} />}
      </div>
      {versions.length > 0 && <AllVersions document={document} language={language} me={me} />}
    </>
  );
}

/** The current draft: its date, its comment period and its number of comments. */
function LatestDraft({ version }: { version: ListedVersion }): ReactNode {
  const { address, label, date, annotationCount, annotationTotal, consultation } = version;
  const formatDeadline = useFormatDeadline();
  const counts = { count: annotationCount, total: annotationTotal };
  const facts = [
    ...(label.includes(date.slice(0, 4)) ? [] : [formatDate(date)]),
    ...(annotationTotal > annotationCount
      ? [formatMessage(messages.commentsOnDraftAndEarlier, counts)]
      : annotationTotal > 0
        ? [formatMessage(messages.commentsOnDraft, counts)]
        : []),
  ];
  return (
    <>
      <p>
        <Link href={readingPath(address)}>{label}</Link>
        <br />
        <span className="quiet" title={formatMessage(messages.commentsOnAllDrafts, { count: annotationTotal })}>
          {facts.join(" · ")}
        </span>
      </p>
      {consultation?.terms && consultation.state !== "closed" && (
        <p>
          {consultation.state === "open"
            ? formatMessage(messages.commentsClose, { closes: formatDeadline(consultation.terms.closesAt) })
            : formatMessage(messages.commentsOpen, { opens: formatDeadline(consultation.terms.opensAt) })}
        </p>
      )}
    </>
  );
}

/**
 * Links of a document: latest changes, history, comment outcomes and uptake, translations of the current draft, and the
 * upload of the next draft.
 */
function DocumentLinks({
  document: { id, versions },
  latest,
  me,
}: {
  document: ListedDocument;
  latest: ListedVersion | undefined;
  me: Me | undefined;
}): ReactNode {
  const translations = versions.filter(
    (version) =>
      version.round === latest?.round && version.language !== latest.language && version.state === "published",
  );
  return (
    <p className="document-links small">
      {latest?.change && (
        <Link href={comparisonPath(latest.change.against, latest.address)}>{messages.compareWithPrevious}</Link>
      )}
      {latest?.change && <Link href={evolutionPath(id)}>{messages.howTextEvolved}</Link>}
      {latest && <Link href={barometerPath(id)}>{messages.barometer}</Link>}
      {latest && latest.annotationTotal > 0 && (
        <>
          <Link href={outcomesPath(id)}>{messages.commentOutcomes}</Link>
          <Link href={uptakePath(id)}>{messages.proposalUptake}</Link>
          <Link href={sourcePath("record", latest.address)}>{letters.publicRecord}</Link>
        </>
      )}
      {translations.map((version) => (
        <Link key={version.id} href={readingPath(version.address)}>
          {languageName(version.language)}
        </Link>
      ))}
      {me && can(actorOf(me), "prepare-version") && <DocumentActs id={id} latest={latest} actor={actorOf(me)} />}
    </p>
  );
}

/** The list of all versions, rendered only when opened. */
function AllVersions({
  document,
  language,
  me,
}: {
  document: ListedDocument;
  language: string;
  me: Me | undefined;
}): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className="document-versions small" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="quiet tappable">
        {formatMessage(messages.allVersions, { count: document.versions.length })}
      </summary>
      {open && <VersionList document={document} language={language} me={me} />}
      <noscript>
        <PlainVersions versions={document.versions} />
      </noscript>
    </details>
  );
}

/** Every version with its changes, latest first, for readers without scripts. */
function PlainVersions({ versions }: { versions: readonly ListedVersion[] }): ReactNode {
  return (
    <ul>
      {versions.toReversed().map(({ id, address, label, date, language, state, change }) => (
        <li key={id}>
          <a href={readingPath(address)} hrefLang={language} lang={language} dir="auto">
            {label}
          </a>{" "}
          <span className="quiet">
            <time dateTime={date}>{formatDate(date)}</time>
            {state !== "published" && ` · ${word(`version-state-${state}`)}`}
          </span>{" "}
          {change && (
            <a href={comparisonPath(change.against, address)}>{versionChangeText(change, interfaceLanguage())}</a>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Says what others did on a document since this browser last opened it. Renders nothing if it never did. */
function DocumentNews({ document, reader }: { document: string; reader: string | null }): ReactNode {
  const since = lastVisit(document);
  const { data } = useQuery({ ...newsQuery(document, since ?? ""), enabled: since !== null });
  const news = data ? describeNews(data, reader) : "";
  if (since === null || news === "") return null;
  return (
    <p className="document-news">
      <span className="tag">{messages.newsChip}</span>{" "}
      {richMessage(messages.newsSince, {
        news,
        date: formatDate(since),
        since: (parts) => <span className="quiet">{parts}</span>,
      })}
    </p>
  );
}

/** The kinds of news, in the order in which they are listed. */
const newsMessages = {
  draft: messages.newDrafts,
  comment: messages.newComments,
  reply: messages.newReplies,
  decision: messages.newDecisions,
  consultation: messages.newConsultations,
} satisfies Record<News, string>;

/** A server that was updated since this page was loaded may send other kinds. */
const factsOf: Partial<typeof eventFacts> = eventFacts;

/** Returns what others did that may interest the reader: "1 draft, 3 comments"; empty if there is nothing. */
export function describeNews(events: readonly ForumEvent[], reader: string | null): string {
  const authorsByNews = new Map<News, Set<string>>();
  for (const { kind, actor, subject } of events) {
    const news = factsOf[kind]?.news ?? null;
    if (news === null || (reader !== null && actor === reader)) continue;
    authorsByNews.set(news, (authorsByNews.get(news) ?? new Set()).add(subject.id));
  }
  return commaText(
    (Object.keys(newsMessages) as News[]).flatMap((kind) => {
      const count = authorsByNews.get(kind)?.size ?? 0;
      return count > 0 ? [formatMessage(newsMessages[kind], { count })] : [];
    }),
  );
}
