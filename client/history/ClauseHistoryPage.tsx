import { useQuery } from "@tanstack/react-query";
import { Fragment, type ReactNode, useState } from "react";
import { Link } from "wouter";
import type { ForumGroups } from "#core/access/forum.ts";
import type { ClauseHistory, ClauseHistoryEntry, WordOrigins as Origins } from "#core/contract/history-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { pageTitles as titles, historyPages as messages } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import { clauseHistoryQuery, meQuery, versionQuery } from "../api/queries.ts";
import { FollowButton } from "../following/FollowButton.tsx";
import { describeOrigin, originsQuery } from "../word-origins/describe-origin.ts";
import { FeedLinks } from "../components/FeedLinks.tsx";
import { useForumGroups } from "../components/groups.ts";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { writtenIn } from "../components/format.tsx";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { ClauseHistoryDraft } from "./ClauseHistoryDraft.tsx";
import "./clause-history.css";

/** The history of a clause: its text in each draft, as a redline against the previous one, with the comments on it. */
export function ClauseHistoryPage({ params }: { params: Record<string, string> }): ReactNode {
  const version = params["version"] ?? "";
  const clause = params["clause"] ?? "";
  const history = useQuery(clauseHistoryQuery(version, clause));
  const me = useQuery(meQuery).data;
  const current = history.data && currentClause(history.data);
  const title =
    current && formatMessage(titles.clauseHistory, { document: current.draft.document, clause: current.citation });
  useTitle(title ?? undefined);
  return (
    <>
      <Header
        trail={[
          <Link key="read" href={`${readingPath(version)}?clause=${encodeURIComponent(clause)}`}>
            {current ? `${current.draft.document}, ${current.draft.label}` : version}
          </Link>,
        ]}
        here={messages.clauseHistory}
      />
      <main className="page clause-history" id="main">
        <h1 className="page-title">{title ?? messages.clauseHistory}</h1>
        {history.data && me?.participant && (
          <FollowButton subject={{ kind: "clause", version: history.data.version, clause }} />
        )}
        {history.error ? (
          <ProblemNotice error={history.error} onRetry={() => void history.refetch()} />
        ) : history.data ? (
          <>
            <Drafts history={history.data} />
            <WordOrigins version={version} clause={clause} />
            <FeedLinks clause={`/versions/${encodeURIComponent(version)}/clauses/${encodeURIComponent(clause)}`} />
          </>
        ) : (
          <Skeleton lines={12} />
        )}
      </main>
    </>
  );
}

function Drafts({ history: { before, entries } }: { history: ClauseHistory }): ReactNode {
  const comments = entries.reduce((sum, { annotations }) => sum + annotations.length, 0);
  const named = new Set(entries.map(({ version }) => version.documentId)).size > 1;
  return (
    <>
      <p className="clause-history-summary">
        {formatMessage(messages.clauseHistorySummary, { drafts: entries.length, comments })}
      </p>
      <ol>
        {entries.map((entry, index) => (
          <ClauseHistoryDraft
            key={entry.version.id}
            entry={entry}
            before={entries[index - 1]?.version}
            named={named}
            addedSince={index === 0 ? before : null}
          />
        ))}
      </ol>
    </>
  );
}

/** Returns the citation of the requested clause, and the requested draft. */
export function currentClause({
  version,
  clause,
  entries,
}: ClauseHistory): { draft: ClauseHistoryEntry["version"]; citation: string } | null {
  const entry = entries.find((shown) => shown.version.id === version);
  const citation = entry?.clauses.find(({ id }) => id === clause)?.citation;
  return entry && citation !== undefined ? { draft: entry.version, citation } : null;
}

/** Shows which draft added each word of a clause, for the words under the pointer or the focus. */
function WordOrigins({ version, clause }: { version: string; clause: string }): ReactNode {
  const text = useQuery(versionQuery(version)).data?.text;
  const index = text?.clauses.findIndex(({ id }) => id === clause) ?? -1;
  const after = text?.clauses[index - 1]?.id;
  const origins = useQuery({ ...originsQuery(version, after, 1), enabled: index >= 0 }).data;
  const runs = origins?.clauses.find((origin) => origin.clause === clause)?.runs;
  const forum = useForumGroups();
  if (!text || !origins || !runs) return null;
  return <OriginRuns text={text} versions={origins.versions} runs={runs} forum={forum} />;
}

/** The text of a clause. Words added after the oldest version named are underlined. */
export function OriginRuns({
  text: { text, language },
  versions,
  runs,
  forum,
}: {
  text: VersionText;
  versions: Origins["versions"];
  runs: Origins["clauses"][number]["runs"];
  forum: ForumGroups;
}): ReactNode {
  const [at, setAt] = useState<number | null>(null);
  const run = at === null ? undefined : runs[at];
  // The versions are in reading order.
  const oldest = versions.find(({ id }) => runs.some(({ broughtBy }) => broughtBy === id))?.id;
  return (
    <section className="clause-history-origins" aria-labelledby="origins">
      <h2 id="origins">{messages.wordOrigins}</h2>
      <p className="draft" {...writtenIn(language)}>
        {runs.map(({ range: [start, end], broughtBy }, index) => (
          <Fragment key={start}>
            {text.slice(runs[index - 1]?.range[1] ?? start, start)}
            <span
              // Focusable, because information shown on hover must also be reachable by keyboard.
              tabIndex={0}
              className={`origin-run ${broughtBy === oldest ? "" : "is-later"}`}
              aria-describedby="origin-description"
              onMouseEnter={() => setAt(index)}
              onFocus={() => setAt(index)}
            >
              {text.slice(start, end)}
            </span>
          </Fragment>
        ))}
      </p>
      <p id="origin-description" className="quiet" aria-live="polite">
        {run
          ? describeOrigin(run, text.slice(...run.range), { versions, documentId: "", forum })
          : messages.wordOriginsHint}
      </p>
    </section>
  );
}
