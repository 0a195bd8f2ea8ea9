import { useQuery } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import { jointRequestsQuery, libraryQuery, meQuery } from "../api/queries.ts";
import { Header } from "../app/Header.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { word } from "../components/words.ts";
import { AskedItem } from "../joint/AskedItem.tsx";

/** What waits for the word of the reader's organisation. */
export function AskedPage(): ReactNode {
  const requests = useQuery(jointRequestsQuery);
  const library = useQuery(libraryQuery).data;
  const own = useQuery(meQuery).data?.organisation;
  useEffect(() => {
    document.title = word("asked-title");
  }, []);
  return (
    <>
      <Header
        trail={[
          <span key="here" aria-current="page">
            {word("asked-title")}
          </span>,
        ]}
      />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{word("asked-title")}</h1>
        <p className="page-about">{word("asked-about")}</p>
        {requests.isError && !requests.data ? (
          <ProblemNotice error={requests.error} onRetry={() => void requests.refetch()} />
        ) : !requests.data || !library ? (
          <Skeleton />
        ) : requests.data.length === 0 || !own ? (
          <EmptyState>{word("asked-nothing")}</EmptyState>
        ) : (
          <ol className="asked">
            {requests.data.map((placed) => (
              <AskedItem key={placed.annotation.id} placed={placed} documents={library.documents} own={own} />
            ))}
          </ol>
        )}
      </main>
    </>
  );
}
