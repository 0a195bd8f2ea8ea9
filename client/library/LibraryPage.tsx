import { type QueryClient, useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ComponentProps, type ComponentType, type ReactNode, useState } from "react";
import { Link, useSearch } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { Library, Me } from "#core/contract/forum-operations.ts";
import { documentsPage as messages, interfaceLanguage, pageTitles as titles } from "#core/messages/catalogues.ts";
import { forumCalendar } from "#core/phrases/forum-calendar.ts";
import { actorOf } from "../api/actor.ts";
import { libraryQuery, meQuery } from "../api/queries.ts";
import { FeedLinks } from "../components/FeedLinks.tsx";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { formatDate, useFormatDeadline } from "../components/format.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { useTitle } from "../components/use-title.ts";
import { Header } from "../header/Header.tsx";
import { CalendarDates } from "../page-parts/LibraryParts.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { DocumentRow } from "./DocumentRow.tsx";
import { useTimeScale } from "./TimeLine.tsx";
import "./library.css";

// Each import is written once, because the list of files that it loads is repeated with it.
const loadPages = () => import("./LibraryPages.tsx");
const loadStart = () => import("./StartPage.tsx");

const LibraryPages = lazyComponent(async () => (await loadPages()).LibraryPages);

const LibraryDamage = lazyComponent(async () => (await loadPages()).DamageNotice);

const LazyStart = lazyComponent(async () => (await loadStart()).StartPage);

/** Loads what the page needs for a signed-in person before it is rendered. */
export async function prepareStart(client: QueryClient): Promise<void> {
  const { participant } = await client.query(meQuery);
  if (!participant) return;
  const [{ fetchStart }] = await Promise.all([loadStart(), LazyStart.load()]);
  await fetchStart(client);
}

/**
 * The home page: the forum's calendar, and a row for each document. Signed-in people have their own page there.
 */
export function LibraryPage({
  Start = LazyStart,
}: {
  params?: Record<string, string>;
  /** The page of signed-in people. The server has its code from the start. */
  Start?: ComponentType<ComponentProps<typeof LazyStart>>;
}): ReactNode {
  const place = Object.fromEntries(new URLSearchParams(useSearch()));
  const library = useQuery(libraryQuery(place));
  const me = useQuery(meQuery).data;
  const { data } = library;
  const isStart = me?.participant && place["view"] !== "full" && data?.documents.length !== 0;
  const add = me && can(actorOf(me), "manage-documents") && <AddDocument />;
  const formatDeadline = useFormatDeadline();
  const title = data && formatMessage(titles.library, { forum: data.forum.name });
  useTitle(title);
  const pages = data && (data.next !== null || place["after"] !== undefined) && (
    <LibraryPages next={data.next} total={data.total} />
  );
  const about = data && (
    <>
      {data.forum.description !== "" && <p className="page-about">{data.forum.description}</p>}
      <CalendarDates
        entries={forumCalendar(data, interfaceLanguage())}
        now={new Date().toISOString()}
        timeZone={data.forum.timeZone}
        dateOf={formatDate}
        timeOf={formatDeadline}
        link={Link}
      />
    </>
  );
  return (
    <>
      <Header />
      <main className="page library" id="main">
        <h1 className="page-title">{title ?? messages.documentsTitle}</h1>
        {library.isError && !data && <ProblemNotice error={library.error} onRetry={() => void library.refetch()} />}
        {library.isPending && <Skeleton lines={8} />}
        {data?.damage && <LibraryDamage damage={data.damage} />}
        {data && isStart ? (
          <Start library={data} me={me} after={place["after"]}>
            {add}
            {pages}
            {about}
          </Start>
        ) : (
          data && (
            <>
              {about}
              {me?.participant && data.documents.length > 0 && (
                <p>
                  <Link href="/">{messages.showList}</Link>
                </p>
              )}
              <Documents library={data} me={me} add={add} />
              {pages}
            </>
          )
        )}
        {data && <FeedLinks />}
      </main>
    </>
  );
}

function Documents({
  library: { forum, documents },
  me,
  add,
}: {
  library: Library;
  me: Me | undefined;
  /** The button that adds a document, for those who may. */
  add: ReactNode;
}): ReactNode {
  const { meetings, first, last, scale } = useTimeScale({ forum, documents });
  if (documents.length === 0)
    return <EmptyState action={add}>{add ? messages.noDocumentsAddFirst : messages.noDocuments}</EmptyState>;
  return (
    <>
      {first !== undefined && last !== undefined && first !== last && (
        <div className="documents-head quiet small" aria-hidden>
          <p>
            <span>{formatDate(first)}</span>
            <span>{messages.timelineKey}</span>
            <span>{formatDate(last)}</span>
          </p>
        </div>
      )}
      <ol className="documents" aria-label={messages.documentsTitle}>
        {documents.map((work) => (
          <DocumentRow key={work.id} document={work} documents={documents} meetings={meetings} scale={scale} me={me} />
        ))}
      </ol>
      {add}
    </>
  );
}

const AddDocumentDialog = lazyComponent(async () => (await import("./AddDocumentDialog.tsx")).AddDocumentDialog);

/** The button that adds a document. */
function AddDocument(): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        <Plus size={16} aria-hidden /> {messages.addDocument}
      </button>
      {open && <AddDocumentDialog onClose={() => setOpen(false)} />}
    </>
  );
}
