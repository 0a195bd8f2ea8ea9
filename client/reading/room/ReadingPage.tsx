import { useEffect, useState, type ReactNode } from "react";
import { pageTitles as titles, readingRoom as messages } from "#core/messages/catalogues.ts";
import { ledBySymbol } from "#core/text/version.ts";
import { Header } from "../../header/Header.tsx";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { Loading, ProblemNotice } from "../../components/PageStates.tsx";
import { commaText, formatMessage } from "../../page-parts/messages.ts";
import { useTitle } from "../../components/use-title.ts";
import { followVisit } from "../../library/last-visit.ts";
import { useVersionPage } from "../../versions/use-version-page.ts";
import type { LoadedPart } from "./LongDiscussion.tsx";
import { ReadingRoom } from "./ReadingRoom.tsx";
import type { RoomData } from "./use-room.ts";

/** A version with all annotations on it. */
export function ReadingPage({ params }: { params: Record<string, string> }): ReactNode {
  const address = params["version"] ?? "";
  const { page, annotations, isLong, forum, me, document, failed } = useVersionPage(address, true);
  // The server renders the page before it knows the comments, and the first elements must be the same.
  const [isTaken, setTaken] = useState(false);
  useEffect(() => setTaken(true), []);
  // Set once everything is loaded: before that, no element can take the focus.
  const isLoaded = document && me && page;
  useTitle(
    isLoaded &&
      formatMessage(titles.reading, {
        document: commaText(ledBySymbol(document, page.version, document.shortTitle)),
        draft: page.version.label,
      }),
  );

  const documentId = document?.id;
  useEffect(() => (documentId === undefined ? undefined : followVisit(documentId)), [documentId]);

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
  if (!page || !forum || !me || !document)
    return (
      <>
        <Header />
        <Loading />
      </>
    );
  return (
    <Discussion
      key={page.version.id}
      page={page}
      requestedAs={address}
      annotations={(isTaken && annotations) || none}
      isLoading={!isTaken || !annotations}
      isLong={isLong}
      document={document}
      forum={forum}
      me={me}
    />
  );
}

const none: never[] = [];

const LongDiscussion = lazyComponent(async () => (await import("./LongDiscussion.tsx")).LongDiscussion);

/** The reading room of a version. It stays when a part of a long discussion is loaded. */
function Discussion({ isLong, ...data }: RoomData & { isLong: boolean }): ReactNode {
  const [loaded, setLoaded] = useState<LoadedPart | null>(null);
  const [failed, setFailed] = useState<{ error: Error; refetch: () => unknown } | null>(null);
  if (!isLong) return <ReadingRoom {...data} />;
  return (
    <>
      {failed && !loaded && (
        <ProblemNotice
          error={failed.error}
          onRetry={() => {
            setFailed(null);
            failed.refetch();
          }}
        />
      )}
      <ReadingRoom {...data} {...loaded} isLoading={!loaded} />
      <LongDiscussion {...data} onLoaded={setLoaded} onFailed={setFailed} />
    </>
  );
}
