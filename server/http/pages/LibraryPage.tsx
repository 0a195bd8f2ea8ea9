import type { ReactNode } from "react";
import { CalendarDates } from "../../../client/page-parts/CalendarDates.tsx";
import { DamageNotice } from "../../../client/page-parts/DamageNotice.tsx";
import { DocumentMarks } from "../../../client/page-parts/DocumentMarks.tsx";
import { contract } from "#core/contract/contract.ts";
import type { Library, ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { dateText, timeText } from "#core/phrases/dates.ts";
import { forumCalendar } from "#core/phrases/forum-calendar.ts";
import { versionChangeText } from "#core/phrases/comparison-summary.ts";
import { NextPage } from "./NextPage.tsx";
import type { PageRequest, WritePage } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import { interfaceLanguage, damage, serverPages as messages } from "#core/messages/catalogues.ts";
import { formatMessage, word } from "../../../client/page-parts/messages.ts";

/** Builds the forum's home page. */
export async function libraryContent({
  handlers,
  visit,
  query,
}: PageRequest<"library">): Promise<WritePage<"library">> {
  const { after, size } = contract.getLibrary.query.catch({ size: 50 }).parse(query);
  const [library, me] = await Promise.all([handlers.getLibrary(visit, { after, size }), handlers.getMe(visit, {})]);
  const { forum } = library;
  return () => ({
    title: { forum: forum.name },
    forum: null,
    description: forum.description || formatMessage(messages.documentsDescription, { forum: forum.name }),
    indexed: forum.audience === "public",
    answers: { getMe: me, getForum: forum, getLibrary: library },
    queries: { getLibrary: { after: query["after"], size: query["size"] } },
    children: <LibraryPage library={library} me={me} />,
  });
}

/** The forum's home page: its calendar and its documents with their versions, latest first. */
export function LibraryPage({ library, me }: { library: Library; me: Me }): ReactNode {
  const { forum, documents } = library;
  return (
    <>
      <SiteHeader forum={forum} me={me} />
      <main className="page library" id="main">
        <h1 className="page-title">{forum.name}</h1>
        {library.damage && <DamageNotice damage={library.damage} />}
        {forum.description !== "" && <p className="page-about">{forum.description}</p>}
        <CalendarDates
          entries={forumCalendar(library, interfaceLanguage())}
          now={new Date().toISOString()}
          timeZone={forum.timeZone}
          dateOf={(date) => dateText(date, interfaceLanguage())}
          timeOf={(at) => timeText(at, interfaceLanguage(), forum.timeZone)}
        />
        <ol className="documents" aria-label={messages.documents}>
          {documents.map((document) => (
            <DocumentEntry key={document.id} document={document} />
          ))}
        </ol>
        <NextPage next={library.next} />
      </main>
    </>
  );
}

function DocumentEntry({ document }: { document: ListedDocument }): ReactNode {
  const { id, title, shortTitle, versions } = document;
  return (
    <li className="document" id={id}>
      <div className="document-title">
        <DocumentMarks document={document} />
        <h2>{shortTitle}</h2>
        {title !== shortTitle && <p className="quiet">{title}</p>}
      </div>
      <ul className="document-facts">
        {[...versions].reverse().map((version) => (
          <VersionEntry key={version.id} version={version} />
        ))}
      </ul>
    </li>
  );
}

function VersionEntry({ version }: { version: ListedVersion }): ReactNode {
  const { address, label, date, language, state, annotationCount, change, damaged } = version;
  const facts = [
    ...(damaged ? [damage.damagedDraft] : []),
    ...(state === "published" ? [] : [word(`version-state-${state}`)]),
    ...(annotationCount > 0 ? [formatMessage(messages.commentCount, { count: annotationCount })] : []),
  ];
  return (
    <li>
      <a href={readingPath(address)} hrefLang={language} lang={language} dir="auto">
        {label}
      </a>{" "}
      <span className="quiet">
        <time dateTime={date}>{dateText(date, interfaceLanguage())}</time>
        {facts.map((fact) => ` · ${fact}`)}
      </span>{" "}
      {change && <a href={comparisonPath(change.against, address)}>{versionChangeText(change, interfaceLanguage())}</a>}
    </li>
  );
}
