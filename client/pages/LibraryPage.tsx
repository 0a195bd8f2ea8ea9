import { useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, type ReactNode } from "react";
import { can } from "#core/access/ability.ts";
import { libraryQuery, meQuery } from "../api/queries.ts";
import { Header } from "../app/Header.tsx";
import { formatDate } from "../components/dates.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { AddDocument } from "../library/AddDocument.tsx";
import { DocumentRow } from "../library/DocumentRow.tsx";
import { timeScale } from "../library/time-scale.ts";
import "../library/library.css";

/** The forum's table of contents: its calendar, and a row a document. */
export function LibraryPage(): ReactNode {
  const library = useQuery(libraryQuery);
  const me = useQuery(meQuery).data;
  const { data } = library;
  const scale = useMemo(
    () =>
      timeScale([
        ...(data?.forum.calendar.map(({ date }) => date) ?? []),
        ...(data?.documents.flatMap(({ versions }) => versions.map(({ date }) => date)) ?? []),
      ]),
    [data],
  );
  useEffect(() => {
    if (data) document.title = data.forum.shortName;
  }, [data]);
  const actor = {
    participantId: me?.participant?.id ?? null,
    organisationId: me?.organisation?.id ?? null,
    role: me?.role ?? "public",
  } as const;

  return (
    <>
      <Header trail={[]} />
      <main className="page library" id="main">
        <h1 className="page-title">{data?.forum.name ?? "Library"}</h1>
        {library.isError && !data && <ProblemNotice error={library.error} onRetry={() => void library.refetch()} />}
        {library.isPending && <Skeleton lines={8} />}
        {data && (
          <>
            {data.forum.description !== "" && <p className="library-description">{data.forum.description}</p>}
            {data.forum.calendar.length > 0 && (
              <section aria-labelledby="calendar">
                <h2 id="calendar" className="visually-hidden">
                  Calendar
                </h2>
                <ol className="calendar">
                  {data.forum.calendar.map(({ date, title, place }) => (
                    <li key={date + title}>
                      <time dateTime={date}>{formatDate(date)}</time>
                      <span>{title}</span>
                      {place !== null && <span className="quiet">{place}</span>}
                    </li>
                  ))}
                </ol>
              </section>
            )}
            {data.documents.length === 0 ? (
              <EmptyState>No document has been added to this forum yet.</EmptyState>
            ) : (
              <ol className="documents" aria-label="Documents">
                {data.documents.map((work) => (
                  <DocumentRow
                    key={work.id}
                    document={work}
                    meetings={data.forum.calendar.map(({ date }) => date)}
                    scale={scale}
                    mayUpload={can(actor, "prepare-version")}
                  />
                ))}
              </ol>
            )}
            {can(actor, "manage-documents") && <AddDocument />}
          </>
        )}
      </main>
    </>
  );
}
