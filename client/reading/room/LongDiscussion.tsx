import { useQueries, useQuery, useQueryClient, type UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useEffect, useMemo, useState } from "react";
import { useSearch } from "wouter";
import type { AnnotationCounts, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { textPosition } from "#core/discuss/text-order.ts";
import { longDiscussion as messages } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import { countFilters } from "../../annotations/annotation-filters.ts";
import { keys, readAnnotations } from "../../api/queries.ts";
import { call } from "../../api/call.ts";
import { onEventHeard } from "../../api/on-event-heard.ts";
import { Header } from "../../header/Header.tsx";
import { ProblemNotice } from "../../components/ProblemNotice.tsx";
import { Loading } from "../../components/Skeleton.tsx";
import { formatMessage } from "../../page-parts/messages.ts";
import { readReadingState } from "../state/reading-address.ts";
import { changedBy, WholeDiscussion } from "./changed-threads.ts";
import { joinParts, windowsOf } from "./discussion-windows.ts";
import { partOf } from "./part-of.tsx";
import { partQuery } from "./part-query.ts";
import { ReadingRoom } from "./ReadingRoom.tsx";
import { useNearWindows } from "./use-near-windows.ts";
import { usePrintedAnnotations } from "./use-printed-annotations.ts";
import type { RoomData } from "./use-room.ts";

/**
 * The reading room of a version with very many annotations. It loads those near the reader and those that the address
 * names. Filters and printing load all.
 */
export function LongDiscussion(data: RoomData): ReactNode {
  const { requestedAs: version } = data;
  const counts = useQuery({
    queryKey: keys.annotationCounts(version),
    queryFn: ({ signal }) => call("getAnnotationCounts", { params: { version }, signal }),
  });
  if (counts.data) return <PartlyLoaded data={data} counts={counts.data} />;
  return (
    <>
      <Header />
      {counts.isError ? (
        <main className="page page-narrow" id="main">
          <ProblemNotice error={counts.error} onRetry={() => void counts.refetch()} />
        </main>
      ) : (
        <Loading />
      )}
    </>
  );
}

function PartlyLoaded({ data, counts }: { data: RoomData; counts: AnnotationCounts }): ReactNode {
  const { page, requestedAs: version, forum } = data;
  const { text } = page;
  const client = useQueryClient();
  const search = useSearch();
  const { note, placing, clause, list, filters } = useMemo(() => readReadingState(search, forum), [search, forum]);
  // The text is divided once, so that what is loaded stays loaded when comments are added.
  const [windows] = useState(() => windowsOf(text, counts.clauses));

  const named = useNamed(version, [note, placing]);
  const near = useNearWindows(text, windows, clauseOf(text, named.annotations, note) ?? clause, named.isPending);
  const lists = useQueries({
    queries: [
      ...windows.map(({ from, to }, index) => ({
        ...partQuery(version, { from, to }),
        enabled: near.active.has(index),
      })),
      partQuery(version, { list: "drafts" }),
      { ...partQuery(version, { list: "general" }), enabled: list === "general" },
      { ...partQuery(version, { list: "unplaced" }), enabled: list === "orphans" },
    ],
    combine: dataOf,
  });
  // The windows come first: annotations of the same time keep the order in which they were sent.
  const loaded = useMemo(() => joinParts([...lists, ...named.annotations]), [named.annotations, lists]);

  const isFiltered = countFilters(filters) > 0;
  const [read, setRead] = useState(0);
  const [discussion] = useState(() => new WholeDiscussion());
  useEffect(() => onEventHeard((event) => discussion.hear(changedBy(event))), [discussion]);
  const all = useQuery({
    // Not the key of all, which has a function that reads all.
    queryKey: [...keys.annotations(version), "whole"],
    queryFn: ({ signal }) =>
      discussion.readAgain(signal, (ids) =>
        ids ? readAnnotations(version, { ids: ids.join() }, signal) : readAnnotations(version, {}, signal, setRead),
      ),
    enabled: isFiltered,
  }).data;
  const printed = usePrintedAnnotations(version);
  const whole = printed ?? (isFiltered ? all : undefined);

  const isLoadingAll = isFiltered && !all;
  const part = useMemo(() => {
    const { total } = counts;
    const notice = isLoadingAll && (
      <p className="threads-note row quiet small" role="status">
        {formatMessage(messages.loadingComments, { read, total: Math.max(read, total) })}
      </p>
    );
    const isLoaded = (index: number): boolean => lists[index] !== undefined;
    return partOf({ client, version, text, counts, windows, near, isLoaded, notice });
  }, [client, version, text, counts, windows, near, lists, isLoadingAll, read]);

  // Once the room is there, an annotation that is opened must not replace it.
  const [isReady, setReady] = useState(!named.isPending);
  if (!isReady && !named.isPending) setReady(true);
  if (!isReady) return <Loading />;
  return <ReadingRoom {...data} annotations={whole ?? loaded} isLoading={false} part={whole ? null : part} />;
}

type Annotations = readonly PlacedAnnotation[] | undefined;

/** Loads annotations by id, unless a loaded part has them. */
function useNamed(
  version: string,
  ids: readonly (string | null)[],
): { annotations: readonly Annotations[]; isPending: boolean } {
  const client = useQueryClient();
  return useQueries({
    queries: ids
      .filter((id) => id !== null)
      .map((annotation) => ({
        ...partQuery(version, { annotation }),
        initialData: (): PlacedAnnotation[] | undefined => {
          const parts = client.getQueriesData<PlacedAnnotation[]>({ queryKey: keys.annotations(version) });
          const placed = parts.flatMap(([, list]) => list ?? []).find((one) => one.annotation.id === annotation);
          return placed && [placed];
        },
      })),
    combine: namedOf,
  });
}

// These never change, so that answers are joined only if one of them changed.
function dataOf(results: readonly UseQueryResult<PlacedAnnotation[]>[]): Annotations[] {
  return results.map(({ data }) => data);
}

function namedOf(results: readonly UseQueryResult<PlacedAnnotation[]>[]): ReturnType<typeof useNamed> {
  return { annotations: dataOf(results), isPending: results.some(({ isPending }) => isPending) };
}

/** Returns the clause where an annotation begins; null if it is not loaded or on none. */
function clauseOf(text: VersionText, parts: readonly Annotations[], id: string | null): string | null {
  const placed = parts.flatMap((part) => part ?? []).find(({ annotation }) => annotation.id === id);
  if (!placed) return null;
  return text.clauses[textPosition(text, placed.annotation, placed.placement.targets).clause]?.id ?? null;
}
