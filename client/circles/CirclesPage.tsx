import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { urlOf } from "../api/call.ts";
import { circlesQuery, keys, libraryQuery, meQuery } from "../api/queries.ts";
import { useEventStream } from "../api/use-event-stream.ts";
import { Header } from "../header/Header.tsx";
import { CircleList } from "./CircleList.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { word } from "../page-parts/messages.ts";
import { useTitle } from "../components/use-title.ts";

/** The page of circles, the groups of organisations that share drafts: create, edit, leave and dissolve them. */
export function CirclesPage(): ReactNode {
  const circles = useQuery(circlesQuery);
  const library = useQuery(libraryQuery).data;
  const me = useQuery(meQuery).data;
  const client = useQueryClient();
  useEventStream(me?.participant ? urlOf("streamCircles", {}) : undefined, () => {
    void client.invalidateQueries({ queryKey: keys.circles });
  });
  useTitle(word("circles-title"));
  return (
    <>
      <Header
        trail={[
          <span key="here" aria-current="page">
            {word("circles-title")}
          </span>,
        ]}
      />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{word("circles-title")}</h1>
        <p className="page-about">{word("circles-about")}</p>
        {circles.isError && !circles.data ? (
          <ProblemNotice error={circles.error} onRetry={() => void circles.refetch()} />
        ) : circles.data && library && me ? (
          <CircleList circles={circles.data} organisations={library.organisations} me={me} />
        ) : (
          <Skeleton />
        )}
      </main>
    </>
  );
}
