import { queryOptions, useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { auditPage as messages, pageTitles as titles } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { Moment } from "../../components/format.tsx";
import { ProblemNotice, Skeleton } from "../../components/PageStates.tsx";
import { useTitle } from "../../components/use-title.ts";
import { Header } from "../../header/Header.tsx";
import { AuditText } from "../../page-parts/AuditText.tsx";
import "./audit.css";

const headQuery = queryOptions({
  queryKey: ["audit-head"],
  queryFn: ({ signal }) => call("getAuditHead", { signal }),
});

/** The head of the audit chain, and how to check that the forum's record was not changed. */
export function AuditPage(): ReactNode {
  useTitle(titles.audit);
  const { data, error, refetch } = useQuery(headQuery);
  return (
    <>
      <Header here={titles.audit} />
      <main className="page page-narrow audit" id="main">
        <h1 className="page-title">{titles.audit}</h1>
        <p className="page-about">{messages.about}</p>
        {data ? (
          <AuditText head={data} timeOf={(at) => <Moment at={at} />} />
        ) : error ? (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton />
        )}
      </main>
    </>
  );
}
