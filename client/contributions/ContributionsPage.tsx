import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useSearch } from "wouter";
import { can } from "#core/access/permissions.ts";
import { actorOf } from "../api/actor-of.ts";
import { libraryQuery, meQuery } from "../api/queries.ts";
import { Header } from "../header/Header.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { word } from "../components/messages.ts";
import { useTitle } from "../components/use-title.ts";
import { ContributionList } from "./ContributionList.tsx";
import { contributionsQuery } from "../api/contribution-queries.ts";
import { ReceiveFiles } from "./ReceiveFiles.tsx";
import { useBroughtFile } from "./use-brought-file.ts";
import "./contributions.css";
import "../upload/upload.css";

/** The files that organisations sent: taken in here, and listed with what was made of each. */
export function ContributionsPage(): ReactNode {
  const contributions = useQuery(contributionsQuery);
  const library = useQuery(libraryQuery).data;
  const me = useQuery(meQuery).data;
  const from = new URLSearchParams(useSearch()).get("from");
  const brought = useBroughtFile(from, library?.documents);
  const receives = me !== undefined && can(actorOf(me), "receive-contributions");
  useTitle(word("contributions-title"));
  return (
    <>
      <Header
        trail={[
          <span key="here" aria-current="page">
            {word("contributions-title")}
          </span>,
        ]}
      />
      <main className="page" id="main">
        <h1 className="page-title">{word("contributions-title")}</h1>
        <p className="page-about">{word(receives ? "contributions-about" : "contributions-about-reader")}</p>
        {receives && <ReceiveFiles brought={brought} />}
        {contributions.isError && !contributions.data ? (
          <ProblemNotice error={contributions.error} onRetry={() => void contributions.refetch()} />
        ) : !contributions.data || !me ? (
          <Skeleton />
        ) : contributions.data.length === 0 ? (
          <EmptyState>{word("contributions-none")}</EmptyState>
        ) : (
          <ContributionList contributions={contributions.data} />
        )}
      </main>
    </>
  );
}
