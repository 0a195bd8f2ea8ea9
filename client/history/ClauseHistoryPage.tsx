import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import type { Biography } from "#core/contract/history-operations.ts";
import { biographyQuery } from "../api/queries.ts";
import { Header } from "../header/Header.tsx";
import { readingPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/history-pages.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ClauseHistoryDraft } from "./ClauseHistoryDraft.tsx";
import { WordOrigins } from "./WordOrigins.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { useTitle } from "../components/use-title.ts";
import "./clause-history.css";

/** The history of a clause: its text in each draft, as a redline against the previous one, with the comments on it. */
export function ClauseHistoryPage({ params }: { params: Record<string, string> }): ReactNode {
  const version = params["version"] ?? "";
  const clause = params["clause"] ?? "";
  const biography = useQuery(biographyQuery(version, clause));
  const here = biography.data && hereIn(biography.data);
  const title = here ? `${here.document}: ${here.citation}` : messages.clauseHistory;
  useTitle(title);
  return (
    <>
      <Header
        trail={[
          <Link key="read" href={`${readingPath(version)}?clause=${encodeURIComponent(clause)}`}>
            {here ? `${here.document}, ${here.label}` : version}
          </Link>,
          <span key="here" aria-current="page">
            {messages.clauseHistory}
          </span>,
        ]}
      />
      <main className="page biography" id="main">
        <h1 className="page-title">{title}</h1>
        {biography.error ? (
          <ProblemNotice error={biography.error} onRetry={() => void biography.refetch()} />
        ) : biography.data ? (
          <>
            <Drafts biography={biography.data} />
            <WordOrigins version={version} clause={clause} />
          </>
        ) : (
          <Skeleton lines={12} />
        )}
      </main>
    </>
  );
}

function Drafts({ biography: { entries } }: { biography: Biography }): ReactNode {
  const comments = entries.reduce((sum, { annotations }) => sum + annotations.length, 0);
  const named = new Set(entries.map(({ version }) => version.documentId)).size > 1;
  return (
    <>
      <p className="biography-summary">
        {formatMessage(messages.clauseHistorySummary, { drafts: entries.length, comments })}
      </p>
      <ol>
        {entries.map((entry, index) => (
          <ClauseHistoryDraft key={entry.version.id} entry={entry} before={entries[index - 1]?.version} named={named} />
        ))}
      </ol>
    </>
  );
}

/** Returns the requested clause, in the requested draft. */
function hereIn({ version, clause, entries }: Biography): { document: string; label: string; citation: string } | null {
  const entry = entries.find((one) => one.version.id === version);
  const citation = entry?.clauses.find(({ id }) => id === clause)?.citation;
  return entry && citation !== undefined
    ? { document: entry.version.document, label: entry.version.label, citation }
    : null;
}
