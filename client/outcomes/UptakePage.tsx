import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link } from "wouter";
import { outcomesPath } from "#core/contract/pages.ts";
import { pageTitles as titles, outcomesPage as messages } from "#core/messages/catalogues.ts";
import { uptakeTableQuery } from "../api/outcome-queries.ts";
import { documentQuery } from "../api/queries.ts";
import { useDocumentStream } from "../api/use-event-stream.ts";
import { Header } from "../header/Header.tsx";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { DraftsLeftOut } from "../page-parts/DamageNotice.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { useTitle } from "../components/use-title.ts";
import { OtherLanguages } from "./OtherLanguages.tsx";
import { useOutcomesState } from "./outcomes-address.ts";
import { UptakeTables } from "./UptakeTables.tsx";
import "./uptake.css";
import "../page-parts/text-table.css";

/** The uptake of proposals in a document's drafts: by organisation, by group, and by proposal. */
export function UptakePage({ params }: { params: Record<string, string> }): ReactNode {
  const id = params["document"] ?? "";
  const [{ language }] = useOutcomesState();
  const table = useQuery(uptakeTableQuery(id, language ?? undefined));
  const { data: work, isPending } = useQuery(documentQuery(id));
  useDocumentStream(work?.id);
  const title = formatMessage(titles.uptake, { document: work?.shortTitle ?? id });
  // The page is announced once, with the name of its document.
  useTitle(isPending ? undefined : title);
  return (
    <>
      <Header
        trail={[
          <Link key="document" href={`/#${id}`}>
            {work?.shortTitle ?? id}
          </Link>,
        ]}
        here={messages.proposalUptake}
      />
      <main className="page" id="main">
        <h1 className="page-title">{title}</h1>
        <p className="uptake-warning">{word("uptake-note")}</p>
        <p>
          <Link href={outcomesPath(id)}>{messages.commentOutcomes}</Link>
          {work && <OtherLanguages document={work} shownLanguage={language} />}
        </p>
        <DraftsLeftOut damaged={table.data?.damaged} versions={work?.versions ?? []} />
        {table.error ? (
          <ProblemNotice error={table.error} onRetry={() => void table.refetch()} />
        ) : !table.data ? (
          <Skeleton lines={12} />
        ) : table.data.proposals.length === 0 ? (
          <EmptyState>{messages.noProposalsYet}</EmptyState>
        ) : (
          <UptakeTables table={table.data} file={`uptake-${id}`} />
        )}
      </main>
    </>
  );
}
