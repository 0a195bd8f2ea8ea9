import { useQuery } from "@tanstack/react-query";
import { useEffect, type ReactNode } from "react";
import * as titles from "#core/messages/page-titles.en.ts";
import * as messages from "#core/messages/reading-room.en.ts";
import { annotationsQuery, libraryQuery, meQuery, versionQuery } from "../../api/queries.ts";
import { useDocumentStream } from "../../api/use-event-stream.ts";
import { Header } from "../../header/Header.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Loading } from "../../components/Skeleton.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { useTitle } from "../../components/use-title.ts";
import { rememberVisit } from "../../library/last-visit.ts";
import { ReadingRoom } from "./ReadingRoom.tsx";

/** A version with all annotations on it. */
export function ReadingPage({ params }: { params: Record<string, string> }): ReactNode {
  const address = params["version"] ?? "";
  const page = useQuery(versionQuery(address));
  const annotations = useQuery(annotationsQuery(address));
  const library = useQuery(libraryQuery);
  const me = useQuery(meQuery);
  const document = library.data?.documents.find(({ id }) => id === page.data?.version.documentId);
  useDocumentStream(page.data?.version.documentId);
  // Set once everything is loaded: before that, no element can take the focus.
  const isLoaded = document && me.data && page.data;
  useTitle(
    isLoaded && formatMessage(titles.reading, { document: document.shortTitle, draft: page.data.version.label }),
  );

  const documentId = document?.id;
  useEffect(() => {
    if (documentId === undefined) return undefined;
    rememberVisit(documentId);
    return () => rememberVisit(documentId);
  }, [documentId]);

  const failed = [page, annotations, library, me].find(({ isError, data }) => isError && data === undefined);
  if (failed)
    return (
      <>
        <Header />
        <main className="page page-narrow" id="main">
          <h1 className="visually-hidden">{messages.readingRoom}</h1>
          <ProblemNotice error={failed.error} onRetry={() => void failed.refetch()} />
        </main>
      </>
    );
  if (!page.data || !library.data || !me.data || !document)
    return (
      <>
        <Header />
        <Loading />
      </>
    );
  return (
    <ReadingRoom
      key={page.data.version.id}
      page={page.data}
      requestedAs={address}
      annotations={annotations.data ?? none}
      document={document}
      library={library.data}
      me={me.data}
    />
  );
}

const none: never[] = [];
