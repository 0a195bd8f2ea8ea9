import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { evolutionPath, readingPath } from "#core/contract/pages.ts";
import { pageTitles as titles, historyPages as messages } from "#core/messages/catalogues.ts";
import { historyQuery, documentQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { Header } from "../header/Header.tsx";
import { FeedLinks } from "../components/FeedLinks.tsx";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { languageName } from "../components/format.tsx";
import { DraftsLeftOut } from "../page-parts/DamageNotice.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { useTitle } from "../components/use-title.ts";
import { readEvolutionState, writeEvolutionState, type EvolutionState } from "./evolution-address.ts";
import { Charts } from "./Charts.tsx";
import "./evolution.css";
import "../page-parts/text-table.css";

/** A document's drafts in charts: the flow of the text, where it changed, and who commented on what. */
export function EvolutionPage({ params }: { params: Record<string, string> }): ReactNode {
  const id = params["document"] ?? "";
  const state = readEvolutionState(useSearch());
  const [, navigate] = useLocation();
  const history = useQuery(historyQuery(id, state.language));
  const versions = useQuery(documentQuery(id)).data?.versions ?? [];
  useDocumentStream(history.data?.documentId);
  const title = history.data && formatMessage(titles.evolution, { document: history.data.document });
  useTitle(title);
  const pathWith = (change: Partial<EvolutionState>): string => {
    const query = writeEvolutionState({ ...state, ...change });
    return `${evolutionPath(id)}${query ? `?${query}` : ""}`;
  };
  const last = history.data?.drafts.at(-1)?.version.address;
  const languages = [
    ...new Set(versions.filter((version) => version.state === "published").map(({ language }) => language)),
  ];
  const shownLanguage = history.data?.language ?? null;
  return (
    <>
      <Header
        trail={[
          last === undefined ? (
            <span key="document">{history.data?.document ?? id}</span>
          ) : (
            <Link key="document" href={readingPath(last)}>
              {history.data?.document}
            </Link>
          ),
        ]}
        here={messages.howTextEvolved}
      />
      <main className="page evolution" id="main">
        <h1 className="page-title">{title ?? messages.howTextEvolved}</h1>
        {languages.length > 1 && (
          <p className="chart-languages small">
            {languages.map((language) =>
              language === shownLanguage ? (
                <b key={language}>{languageName(language)}</b>
              ) : (
                <Link key={language} href={pathWith({ language, within: null })}>
                  {languageName(language)}
                </Link>
              ),
            )}
          </p>
        )}
        <DraftsLeftOut damaged={history.data?.damaged} versions={versions} />
        {history.error ? (
          <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />
        ) : !history.data ? (
          <Skeleton lines={12} />
        ) : history.data.drafts.length === 0 ? (
          <EmptyState
            action={
              <Link className="button" href="/">
                {messages.goToDocuments}
              </Link>
            }
          >
            {word("chart-none")}
          </EmptyState>
        ) : (
          <Charts
            history={history.data}
            state={state}
            pathWith={pathWith}
            onChange={(change) => navigate(pathWith(change), { replace: true })}
          />
        )}
        {history.data && <FeedLinks document={history.data.documentId} />}
      </main>
    </>
  );
}
