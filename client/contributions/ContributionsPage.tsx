import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useMemo } from "react";
import { useSearch } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { actorOf } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { contributionsQuery, libraryQuery, meQuery } from "../api/queries.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { word } from "../components/messages.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { ContributionList } from "./ContributionList.tsx";
import { ReceiveFiles } from "./ReceiveFiles.tsx";
import "../upload/upload.css";
import "./contributions.css";

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

/** A file that is brought to be received, and the version it is on where that is known. */
interface BroughtFile {
  file: File;
  version: string | undefined;
}

/**
 * The file of a version, brought along to have its marks taken in; null while it is on its way, and where none is brought.
 * Where the version is published the marks are on it; one that is only prepared says nothing.
 */
function useBroughtFile(from: string | null, documents: readonly ListedDocument[] | undefined): BroughtFile | null {
  const version = documents?.flatMap(({ versions }) => versions).find(({ id }) => id === from);
  const blob = useQuery({
    queryKey: ["original", from],
    queryFn: ({ signal }) => call("getOriginal", { params: { version: from ?? "" }, signal }),
    enabled: version !== undefined,
    staleTime: Infinity,
  }).data;
  const fileName = version?.source.fileName ?? "";
  const on = version?.state === "published" ? version.id : undefined;
  // The same file each time it is drawn: what is brought is sent once.
  return useMemo(() => (blob ? { file: new File([blob], fileName), version: on } : null), [blob, fileName, on]);
}
