import {
  type QueryClient,
  queryOptions,
  useQueries,
  useQuery,
  useQueryClient,
  type UseQueryResult,
} from "@tanstack/react-query";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useState } from "react";
import { flushSync } from "react-dom";
import { useSearch } from "wouter";
import type { AnnotationCounts, AnnotationPage, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ForumEvent } from "#core/contract/event-operations.ts";
import { annotationKinds } from "#core/discuss/annotation.ts";
import { textPosition } from "#core/discuss/text-order.ts";
import { longDiscussion as messages } from "#core/messages/catalogues.ts";
import { clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { countFilters } from "../../annotations/annotation-filters.ts";
import { call, urlOf } from "../../api/call.ts";
import { fewAnnotations, keys, readAnnotations } from "../../api/queries.ts";
import { toast } from "../../components/toasts.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import type { DiscussionPart, MinimapTick } from "../state/discussion-part.ts";
import { readReadingState } from "../state/use-reading-state.ts";
import { changedBy, WholeDiscussion } from "./changed-threads.ts";
import {
  type DiscussionWindow,
  gapsBetween,
  joinParts,
  type NearWindows,
  useNearWindows,
  windowsOf,
  windowWith,
} from "./use-near-windows.ts";
import type { RoomData } from "./use-room.ts";

/** The loaded part of a long discussion. */
export type LoadedPart = Pick<RoomData, "annotations" | "part">;

interface Discussed extends Pick<RoomData, "page" | "requestedAs" | "forum"> {
  /** Called with what is loaded, whenever it changes. */
  onLoaded: (part: LoadedPart) => void;
  onFailed: (failed: { error: Error; refetch: () => unknown }) => void;
}

/**
 * Loads the discussion of a version with very many annotations, for its reading room: those near the reader and those
 * that the address names. Filters and printing load all.
 */
export function LongDiscussion(discussed: Discussed): ReactNode {
  const { requestedAs: version, onFailed } = discussed;
  const counts = useQuery({
    queryKey: keys.annotationCounts(version),
    queryFn: ({ signal }) => call("getAnnotationCounts", { params: { version }, signal }),
  });
  const { error, refetch } = counts;
  useEffect(() => {
    if (error) onFailed({ error, refetch });
  }, [error, refetch, onFailed]);
  return counts.data ? <PartlyLoaded {...discussed} counts={counts.data} /> : null;
}

function PartlyLoaded({
  page,
  requestedAs: version,
  forum,
  counts,
  onLoaded,
}: Discussed & { counts: AnnotationCounts }): ReactNode {
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
  // Before the next paint, so that a page that is printed has all of them.
  useLayoutEffect(() => {
    if (isReady) onLoaded({ annotations: whole ?? loaded, part: whole ? null : part });
  }, [isReady, whole, loaded, part, onLoaded]);
  return null;
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

/** Builds what the reading room needs to know of a discussion of which it has only a part. */
function partOf({
  client,
  version,
  text,
  counts,
  windows,
  near,
  isLoaded,
  notice,
}: {
  client: QueryClient;
  version: string;
  text: VersionText;
  counts: AnnotationCounts;
  windows: readonly DiscussionWindow[];
  near: NearWindows;
  /** Whether the annotations of a window are loaded, by its index. */
  isLoaded: (index: number) => boolean;
  notice: ReactNode;
}): DiscussionPart {
  const load = async (index: number): Promise<void> => {
    const { from = "", to = "" } = windows[index] ?? {};
    near.ask(index);
    // A failure is shown by the room when it reads the same part.
    await client.query(partQuery(version, { from, to })).catch(() => undefined);
  };
  return {
    open: counts.open,
    byClause: new Map(counts.clauses.map(({ clause, count }) => [clause, count])),
    ticks: counts.clauses.flatMap(({ clause, open }) =>
      codesOf(annotationKinds).flatMap((kind): MinimapTick[] =>
        open[kind] > 0 ? [{ id: clause, clause, offset: 0, kind }] : [],
      ),
    ),
    onReader: near.follow,
    loadBeside: (clause, by) => {
      const here = windowWith(text, windows, clause) ?? 0;
      const missing = [here, here + by].filter((index) => index in windows && !isLoaded(index));
      return missing.length === 0 ? null : Promise.all(missing.map(load)).then(nextFrame);
    },
    withGaps: (items) => {
      const lines = gapsBetween(windows, isLoaded).map(({ clause, count, next }) => ({
        key: `gap-${clause}`,
        clause,
        offset: 0,
        render: () => (
          <button type="button" className="button button-quiet fold" onClick={() => void load(next)}>
            {formatMessage(messages.showComments, { count, clause: clauseById(text, clause)?.citation ?? "" })}
          </button>
        ),
      }));
      const indexOf = ({ clause }: { clause: string }): number => clauseIndex(text, clause) ?? 0;
      return [...lines, ...items].sort((one, other) => indexOf(one) - indexOf(other));
    },
    notice,
  };
}

/** Resolves once the room has rendered what was loaded. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve, 50));
  });
}

/** Reads a part of a version's annotations. Its key begins with that of all, so that writes draw their changes in it. */
const partQuery = (version: string, selected: Parameters<typeof readAnnotations>[1]) =>
  queryOptions({
    queryKey: [...keys.annotations(version), selected],
    queryFn: ({ signal }) => readAnnotations(version, selected, signal),
  });

/** Returns all annotations of a version while the page is printed; null otherwise. */
function usePrintedAnnotations(version: string): readonly PlacedAnnotation[] | null {
  const [printed, setPrinted] = useState<readonly PlacedAnnotation[] | null>(null);
  useEffect(() => {
    const begin = (): void => {
      try {
        const annotations = readAtOnce(version);
        flushSync(() => setPrinted(annotations));
      } catch {
        toast(messages.notAllPrinted, { tone: "failed" });
      }
    };
    const end = (): void => setPrinted(null);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, [version]);
  return printed;
}

/**
 * Reads all annotations without giving way. The browser lays out the pages as soon as the listener of `beforeprint`
 * returns, and waits for nothing.
 *
 * @throws Error if a page cannot be read
 */
function readAtOnce(version: string): PlacedAnnotation[] {
  const annotations: PlacedAnnotation[] = [];
  for (let after: string | null | undefined; after !== null;) {
    const query = { limit: fewAnnotations, ...(after !== undefined && { after }) };
    const request = new XMLHttpRequest();
    request.open("GET", urlOf("getAnnotationPage", { params: { version }, query }), false);
    request.send();
    if (request.status !== 200) throw new Error(String(request.status));
    const page = JSON.parse(request.responseText) as AnnotationPage;
    annotations.push(...page.annotations);
    after = page.next;
  }
  return annotations;
}

/**
 * Calls a function with each event that arrives on a stream of this page, before data is refreshed. With null, events
 * may have been missed. Returns a function that ends it.
 */
function onEventHeard(listen: (event: ForumEvent | null) => void): () => void {
  const hear = ({ data }: MessageEvent<string | null>): void => {
    listen(data === null ? null : (JSON.parse(data) as ForumEvent));
  };
  addEventListener("heard", hear as EventListener);
  return () => removeEventListener("heard", hear as EventListener);
}
