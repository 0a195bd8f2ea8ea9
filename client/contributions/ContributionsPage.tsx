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
import { word } from "../page-parts/messages.ts";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { ContributionList } from "./ContributionList.tsx";
import { ReceiveFiles } from "./ReceiveFiles.tsx";
import "../upload/upload.css";
import "./contributions.css";

/** The contributions page: receives files from organisations and lists them with their items. */
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

/** A file passed along to be received, and its version if known. */
interface BroughtFile {
  file: File;
  version: string | undefined;
}

/**
 * Returns the file of a version, passed along to import its marks; null without a version or while the file loads. If
 * the version is published, the marks are on it. If it is only prepared, the file is sent without a version.
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
  // The same object at every render, so that the file is sent only once.
  return useMemo(() => (blob ? { file: new File([blob], fileName), version: on } : null), [blob, fileName, on]);
}
