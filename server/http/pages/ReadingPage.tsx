import type { ReactNode } from "react";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { sayDate, sayTime } from "#core/messages/dates.ts";
import type { Params } from "#core/messages/catalogue.ts";
import { say } from "#core/messages/messages.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { currentVersion } from "#core/text/version.ts";
import { directionOf } from "#core/text/direction.ts";
import { parseDraft } from "#core/text/schema.ts";
import { sayVersionChange } from "#core/messages/comparison-summary.ts";
import { sayOpenPoints } from "#core/messages/open-points.ts";
import { countNegotiation } from "#core/text/read-negotiation.ts";
import { draftMarkup } from "./draft-markup.ts";
import { comparisonPath, readingPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/server-pages.en.ts";
import { formatMessage } from "../../../client/page-parts/messages.ts";
import type { PageContent, PageRequest } from "./page-content.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** Builds the page that shows a version. */
export async function readingContent({
  handlers,
  visit,
  params,
}: PageRequest<"reading">): Promise<PageContent<"reading">> {
  const { version: address } = params;
  const [page, library, me] = await Promise.all([
    handlers.getVersion(visit, { version: address }),
    handlers.getLibrary(visit, {}),
    handlers.getMe(visit, {}),
  ]);
  const { forum } = library;
  const [document, annotations] = await Promise.all([
    handlers.getDocument(visit, { document: page.version.documentId }),
    handlers.getAnnotations(visit, { version: address }),
  ]);
  return {
    title: { document: document.shortTitle, version: page.version.label },
    forum: forum.shortName,
    description: formatMessage(messages.draftDescription, {
      title: document.title,
      draft: page.version.label,
      date: sayDate(page.version.date, "en"),
    }),
    indexed: forum.audience === "public" && page.version.state === "published",
    answers: { getMe: me, getLibrary: library, getVersion: page },
    children: (
      <ReadingPage page={page} document={document} comments={annotations.length} forum={forum.shortName} me={me} />
    ),
  };
}

/**
 * A version's full text, readable and printable without scripts. Every clause has its id as fragment. The layout
 * matches the client's reading room, so that nothing shifts when the client mounts.
 */
export function ReadingPage({
  page,
  document,
  comments,
  forum,
  me,
}: {
  page: VersionPage;
  document: ListedDocument;
  /** Number of comments on the version that the reader can see. */
  comments: number;
  forum: string;
  me: Me;
}): ReactNode {
  const { version, draft, text } = page;
  const here = (
    <span aria-current="page" dir="auto" lang={version.language}>
      {version.label}
    </span>
  );
  return (
    <>
      <SiteHeader forum={forum} trail={[document.shortTitle, here]} me={me} />
      <div className="room" dir={directionOf(version.language)}>
        <Outline text={text} />
        <main className="room-text" id="main">
          <VersionFacts page={page} document={document} />
          <noscript>
            <WithoutScript version={version} document={document} comments={comments} />
          </noscript>
          <article
            className="draft"
            lang={version.language}
            dir={directionOf(version.language)}
            aria-label={`${document.shortTitle}, ${version.label}`}
            dangerouslySetInnerHTML={{ __html: draftMarkup(parseDraft(draft)) }}
          />
        </main>
      </div>
    </>
  );
}

/** Links to the verbs of an Opinion or the headings of a report. */
function Outline({ text }: { text: VersionText }): ReactNode {
  const opening = text.clauses.filter(({ kind }) => kind === "verb" || kind === "heading");
  return (
    <nav className="room-outline" aria-label={messages.outlineLabel}>
      <ol className="outline" lang={text.language} dir={directionOf(text.language)}>
        {opening.map((clause) => (
          <li key={clause.id}>
            <a
              className={clause.kind === "verb" ? "outline-title outline-verb" : "outline-title"}
              href={`#${clause.id}`}
            >
              {wordsOf(clause, text)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}

function wordsOf({ label, start, end }: Clause, { text }: VersionText): string {
  return [label, text.slice(start, end)].filter(Boolean).join(" ");
}

/** A version's main facts, with links to its changes and to other languages of its round. */
function VersionFacts({
  page: { version, text },
  document,
}: {
  page: VersionPage;
  document: ListedDocument;
}): ReactNode {
  const open = sayOpenPoints(countNegotiation(text), "en");
  const { date, state, withdrawnReason, change, address } = version;
  const translations = document.versions.filter(
    ({ round, id, state: other }) => round === version.round && id !== version.id && other === "published",
  );
  const current = currentVersion(version, document.versions);
  const instead = (code: string): ReactNode =>
    current && <a href={readingPath(current.address)}>{worded(code, { label: current.label })}</a>;
  return (
    <div className="version-banner" lang="en" dir="ltr">
      {state === "published" ? (
        current && <p className="version-newer">{instead("version-latest")}</p>
      ) : (
        <p className="version-warning" role="note">
          {worded(withdrawnReason ? "version-withdrawn-reason" : `version-${state}`, {
            reason: withdrawnReason ?? "",
          })}{" "}
          {instead("version-instead")}
        </p>
      )}
      {version.consultation?.terms && <ConsultationNote consultation={version.consultation} />}
      <p className="quiet">
        <time dateTime={date}>{sayDate(date, "en")}</time>
        {change && (
          <>
            {" · "}
            <a href={comparisonPath(change.against, address)}>{sayVersionChange(change, "en")}</a>
          </>
        )}
        {translations.map(({ id, language, address: other }) => (
          <span key={id}>
            {" · "}
            <a href={readingPath(other)} hrefLang={language} lang={language} dir="auto">
              {ownName(language)}
            </a>
          </span>
        ))}
      </p>
      {open !== "" && <p className="quiet open-points">{open}</p>}
    </div>
  );
}

/** The consultation's opening and closing times, in UTC, and whether it is blind. */
function ConsultationNote({
  consultation: { terms, state },
}: {
  consultation: NonNullable<ListedVersion["consultation"]>;
}): ReactNode {
  if (!terms || !state) return null;
  const params = { opens: sayTime(terms.opensAt, "en"), closes: sayTime(terms.closesAt, "en") };
  return (
    <div className={`consultation-note is-${state}`} role="note">
      <p>{worded(`consultation-${state}`, params)}</p>
      {terms.blind && <p>{worded(state === "closed" ? "consultation-was-blind" : "consultation-blind")}</p>}
    </div>
  );
}

/** Replacements for the client's links: every draft, and the text as a file with all comments. */
function WithoutScript({
  version,
  document,
  comments,
}: {
  version: ListedVersion;
  document: ListedDocument;
  comments: number;
}): ReactNode {
  return (
    <div className="version-plain small" lang="en" dir="ltr">
      <p>
        <a href={`/api/versions/${version.address}/export?format=html`}>
          {worded(comments > 0 ? "version-as-commented-file" : "version-as-file", { count: comments })}
        </a>
      </p>
      <nav aria-label={worded("version-drafts")}>
        {worded("version-drafts")}:{" "}
        {document.versions
          .filter(({ language, state }) => language === version.language && state === "published")
          .map(({ id, address, label }, index) => (
            <span key={id}>
              {index > 0 && " · "}
              <a href={readingPath(address)} aria-current={id === version.id ? "page" : undefined}>
                <bdi>{label}</bdi>
              </a>
            </span>
          ))}
      </nav>
      <p className="quiet">{worded("version-without-script")}</p>
    </div>
  );
}

function worded(code: string, params: Params = {}): string {
  return say({ code, params }, "en");
}

/** Returns a language's own name: "العربية". */
function ownName(language: string): string {
  return new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
}
