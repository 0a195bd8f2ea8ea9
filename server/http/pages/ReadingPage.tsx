import type { ReactNode } from "react";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { sayDate } from "#core/messages/dates.ts";
import type { Clause, VersionText } from "#core/text/clause.ts";
import { directionOf } from "#core/text/language.ts";
import { parseDraft } from "#core/text/schema.ts";
import { sayWords } from "#core/messages/comparison-summary.ts";
import { draftMarkup } from "./draft-markup.ts";
import { comparisonPath, readingPath } from "./paths.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/**
 * A version's text, whole, readable and printable without any script; every clause has its id as fragment. It stands in
 * the same places as the client's reading room draws it in, so that nothing moves when that mounts.
 */
export function ReadingPage({
  page,
  document,
  forum,
  me,
}: {
  page: VersionPage;
  document: ListedDocument;
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
      <div className="room">
        <Outline text={text} />
        <main className="room-text" id="main">
          <VersionFacts version={version} document={document} />
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

/** The verbs of an Opinion, the headings of a report: ways down into the text. */
function Outline({ text }: { text: VersionText }): ReactNode {
  const opening = text.clauses.filter(({ kind }) => kind === "verb" || kind === "heading");
  return (
    <nav className="room-outline" aria-label="Outline">
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

/** What a version is, in one line, and the ways on from it: what changed, and other languages of its round. */
function VersionFacts({ version, document }: { version: ListedVersion; document: ListedDocument }): ReactNode {
  const { date, state, withdrawnReason, change, address } = version;
  const translations = document.versions.filter(
    ({ round, id, state: other }) => round === version.round && id !== version.id && other === "published",
  );
  return (
    <div className="version-banner">
      {state === "prepared" && (
        <p className="version-warning" role="note">
          This version is prepared and not yet published.
        </p>
      )}
      {state === "superseded" && (
        <p className="version-warning" role="note">
          Another text has taken this version’s place.
        </p>
      )}
      {state === "withdrawn" && (
        <p className="version-warning" role="note">
          This version was withdrawn: {withdrawnReason}
        </p>
      )}
      <p className="quiet">
        <time dateTime={date}>{sayDate(date, "en")}</time>
        {change && (
          <>
            {" · "}
            <a href={comparisonPath(change.against, address)}>{sayWords(change, "en")}</a>
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
    </div>
  );
}

/** A language as its readers call it: "العربية". */
function ownName(language: string): string {
  return new Intl.DisplayNames(language, { type: "language" }).of(language) ?? language;
}
