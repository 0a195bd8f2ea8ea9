import type { ReactNode } from "react";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { sayDate } from "#core/messages/dates.ts";
import { directionOf } from "#core/text/language.ts";
import { parseDraft } from "#core/text/schema.ts";
import { draftMarkup } from "./draft-markup.ts";
import { comparisonPath, readingPath } from "./paths.ts";
import { SiteHeader } from "./SiteHeader.tsx";

/** A version's text, whole, readable and printable without any script; every clause has its id as fragment. */
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
  const { version, draft } = page;
  return (
    <>
      <SiteHeader
        forum={forum}
        trail={[document.shortTitle, <span aria-current="page">{version.label}</span>]}
        me={me}
      />
      <main className="page" id="main">
        <VersionFacts version={version} document={document} />
        <article
          className="draft"
          lang={version.language}
          dir={directionOf(version.language)}
          dangerouslySetInnerHTML={{ __html: draftMarkup(parseDraft(draft)) }}
        />
      </main>
    </>
  );
}

/** What a version is, and the ways on from it: other languages of its round, and what changed. */
function VersionFacts({ version, document }: { version: ListedVersion; document: ListedDocument }): ReactNode {
  const { label, date, state, withdrawnReason, change, address } = version;
  const translations = document.versions.filter(
    ({ round, id, state: other }) => round === version.round && id !== version.id && other === "published",
  );
  return (
    <div className="version-facts">
      <p className="quiet">
        {document.title} · {label} · <time dateTime={date}>{sayDate(date, "en")}</time>
        {translations.map((translation) => (
          <span key={translation.id}>
            {" · "}
            <a href={readingPath(translation.address)} hrefLang={translation.language}>
              {translation.language}
            </a>
          </span>
        ))}
        {change && (
          <span>
            {" · "}
            <a href={comparisonPath(change.against, address)}>What changed</a>
          </span>
        )}
      </p>
      {state === "prepared" && <p role="status">This version is prepared and not yet published.</p>}
      {state === "superseded" && <p role="status">Another text has taken this version’s place.</p>}
      {state === "withdrawn" && <p role="status">This version was withdrawn: {withdrawnReason}</p>}
    </div>
  );
}
