import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useSearch } from "wouter";
import { barometerPath, readingPath } from "#core/contract/pages.ts";
import { barometerPage as messages, pageTitles as titles } from "#core/messages/catalogues.ts";
import { barometerQuery, documentQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { languageName } from "../components/format.tsx";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { Barometer } from "../page-parts/Barometer.tsx";
import { DraftsLeftOut } from "../page-parts/DamageNotice.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import "./barometer.css";
import "../page-parts/text-table.css";

/** How much of a document's text is still open, draft by draft. */
export function BarometerPage({ params }: { params: Record<string, string> }): ReactNode {
  const id = params["document"] ?? "";
  const query = new URLSearchParams(useSearch());
  const barometer = useQuery(barometerQuery(id, query.get("language"), query.get("draft")));
  const { data } = barometer;
  useDocumentStream(data?.documentId);
  const title = data && formatMessage(titles.barometer, { document: data.document });
  useTitle(title);
  const versions = useQuery(documentQuery(id)).data?.versions ?? [];
  const last = data?.drafts.at(-1)?.version.address;
  return (
    <>
      <Header
        trail={[
          last === undefined ? (
            <span key="document">{data?.document ?? id}</span>
          ) : (
            <Link key="document" href={readingPath(last)}>
              {data?.document}
            </Link>
          ),
        ]}
        here={messages.barometer}
      />
      <main className="page" id="main">
        <h1 className="page-title">{title ?? messages.barometer}</h1>
        <p className="page-about">{messages.about}</p>
        {barometer.error ? (
          <ProblemNotice error={barometer.error} onRetry={() => void barometer.refetch()} />
        ) : !data ? (
          <Skeleton lines={12} />
        ) : data.drafts.length === 0 ? (
          <EmptyState
            action={
              <Link className="button" href="/">
                {messages.goToDocuments}
              </Link>
            }
          >
            {messages.noDrafts}
          </EmptyState>
        ) : (
          <>
            <Languages document={id} shown={data.language} />
            <DraftsLeftOut damaged={data.damaged} versions={versions} />
            <Barometer barometer={data} link={Link} />
          </>
        )}
      </main>
    </>
  );
}

/** Links to the languages in which the document has drafts, if it has several. */
function Languages({ document, shown }: { document: string; shown: string | null }): ReactNode {
  const versions = useQuery(documentQuery(document)).data?.versions ?? [];
  const published = versions.filter(({ state }) => state === "published");
  const languages = [...new Set(published.map(({ language }) => language))];
  if (languages.length < 2) return null;
  return (
    <nav aria-label={messages.languagesLabel}>
      <ul className="barometer-links small">
        {languages.map((language) => (
          <li key={language}>
            {language === shown ? (
              <b aria-current="true">{languageName(language)}</b>
            ) : (
              <Link href={`${barometerPath(document)}?language=${language}`}>{languageName(language)}</Link>
            )}
          </li>
        ))}
      </ul>
    </nav>
  );
}
