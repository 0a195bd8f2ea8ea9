import type { ReactNode } from "react";
import type { Library, ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import { sayDate } from "#core/messages/dates.ts";
import { wordsInAndOut } from "./comparison-summary.ts";
import { SiteHeader } from "./SiteHeader.tsx";
import { comparisonPath, readingPath } from "./paths.ts";

/** The forum's table of contents: its documents with their versions, latest first. */
export function LibraryPage({ library, me }: { library: Library; me: Me }): ReactNode {
  const { forum, documents } = library;
  return (
    <>
      <SiteHeader forum={forum.shortName} trail={[]} me={me} />
      <main className="page" id="main">
        <h1 className="page-title">{forum.name}</h1>
        {forum.description !== "" && <p>{forum.description}</p>}
        {forum.calendar.length > 0 && (
          <ul aria-label="Calendar">
            {forum.calendar.map(({ date, title, place }) => (
              <li key={date + title}>
                <time dateTime={date}>{sayDate(date, "en")}</time> {title}
                {place === null ? "" : `, ${place}`}
              </li>
            ))}
          </ul>
        )}
        {documents.map((document) => (
          <DocumentEntry key={document.id} document={document} />
        ))}
      </main>
    </>
  );
}

function DocumentEntry({ document }: { document: ListedDocument }): ReactNode {
  const headingId = `document-${document.id}`;
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId}>
        {document.shortTitle}
        {document.shortTitle !== document.title && <span className="quiet"> {document.title}</span>}
      </h2>
      <ul>
        {[...document.versions].reverse().map((version) => (
          <VersionEntry key={version.id} version={version} />
        ))}
      </ul>
    </section>
  );
}

function VersionEntry({ version }: { version: ListedVersion }): ReactNode {
  const { address, label, date, language, state, annotationCount, change } = version;
  return (
    <li>
      <a href={readingPath(address)} hrefLang={language}>
        {label}
      </a>{" "}
      <span className="quiet">
        <time dateTime={date}>{sayDate(date, "en")}</time> · {language}
        {state === "published" ? "" : ` · ${state}`}
        {annotationCount > 0 && ` · comments: ${String(annotationCount)}`}
      </span>
      {change && (
        <>
          {" "}
          <a href={comparisonPath(change.against, address)}>{wordsInAndOut(change)}</a>
        </>
      )}
    </li>
  );
}
