import { useCallback, useMemo, useState } from "react";
import type { AnnotationCounts, PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { clauseIndex, type VersionText } from "#core/text/clause.ts";
import type { Reader } from "../../reader/mount.ts";

/** Time between two looks at the position while the reader scrolls, in ms. */
const interval = 150;

/** The windows of a discussion that are near the reader. */
export interface NearWindows {
  /** Indexes of those whose annotations are kept up to date. */
  active: ReadonlySet<number>;
  /** Adds a window, wherever the reader is. */
  ask: (index: number) => void;
  /** Follows the position of a mounted reader, until the returned function is called. */
  follow: (reader: Reader | null) => (() => void) | undefined;
}

/**
 * Finds the windows within a screen of the window, and those around the clause of the open annotation. While it is not
 * known where that annotation is, none is near.
 */
export function useNearWindows(
  text: VersionText,
  windows: readonly DiscussionWindow[],
  clause: string | null,
  isPending: boolean,
): NearWindows {
  const here = windowWith(text, windows, clause);
  const [near, setNear] = useState<readonly number[]>(() => {
    if (isPending) return [];
    const linked = windowWith(text, windows, decodeURIComponent(location.hash.slice(1)));
    return [here ?? linked ?? 0];
  });
  const [asked, setAsked] = useState<readonly number[]>([]);
  const ask = useCallback(
    (index: number): void => setAsked((before) => (before.includes(index) ? before : [...before, index])),
    [],
  );
  const follow = useCallback(
    (reader: Reader | null): (() => void) | undefined => {
      if (!reader) return undefined;
      const look = (): void => {
        const { clientHeight } = document.documentElement;
        const top = -reader.top();
        const tops = reader.tops(windows.map(({ from }) => ({ clause: from, offset: 0 })));
        const found = windowsBetween(tops, top - clientHeight, top + 2 * clientHeight);
        setNear((before) => (before.join() === found.join() ? before : found));
      };
      let timer: ReturnType<typeof setTimeout> | undefined;
      const onMove = (): void => {
        timer ??= setTimeout(() => {
          timer = undefined;
          look();
        }, interval);
      };
      onMove();
      window.addEventListener("scroll", onMove, { passive: true });
      window.addEventListener("resize", onMove);
      return () => {
        clearTimeout(timer);
        window.removeEventListener("scroll", onMove);
        window.removeEventListener("resize", onMove);
      };
    },
    [windows],
  );
  const active = useMemo(() => {
    const around = here === undefined ? [] : [here - 1, here, here + 1];
    return new Set([...near, ...asked, ...around]);
  }, [near, asked, here]);
  return useMemo(() => ({ active, ask, follow }), [active, ask, follow]);
}

/** A run of clauses whose annotations are loaded together. */
export interface DiscussionWindow {
  /** Its first and last clause. */
  from: string;
  to: string;
  /** Index of its first clause in the text. */
  first: number;
  /** Number of annotations in it when the text was divided. */
  count: number;
}

/** Number of annotations in a window, unless a clause has more. */
const mostInWindow = 150;

/**
 * Divides a text into windows. They cover it without gaps, and each has annotations, unless the text has none.
 */
export function windowsOf({ clauses }: VersionText, counts: AnnotationCounts["clauses"]): DiscussionWindow[] {
  const byClause = new Map(counts.map(({ clause, count }) => [clause, count]));
  const windows: DiscussionWindow[] = [];
  for (const [index, { id }] of clauses.entries()) {
    const count = byClause.get(id) ?? 0;
    const last = windows.at(-1);
    if (last && (count === 0 || last.count + count <= mostInWindow || last.count === 0)) {
      last.to = id;
      last.count += count;
    } else windows.push({ from: id, to: id, first: index, count });
  }
  return windows;
}

/** Returns the index of the window with a clause; undefined if the text does not have it. */
export function windowWith(
  text: VersionText,
  windows: readonly DiscussionWindow[],
  clause: string | null,
): number | undefined {
  const index = clause === null ? undefined : clauseIndex(text, clause);
  if (index === undefined) return undefined;
  const found = windows.findLastIndex(({ first }) => first <= index);
  return found < 0 ? undefined : found;
}

/** Returns the indexes of windows that touch a part of the page, from their tops, in pixels. */
export function windowsBetween(tops: readonly number[], from: number, to: number): number[] {
  return tops.flatMap((top, index) => (top < to && (tops[index + 1] ?? Infinity) > from ? [index] : []));
}

/** Joins parts of a discussion. An annotation may be in several of them while some are being refreshed. */
export function joinParts(parts: readonly (readonly PlacedAnnotation[] | undefined)[]): PlacedAnnotation[] {
  const byId = new Map<string, PlacedAnnotation>();
  for (const part of parts) for (const placed of part ?? []) byId.set(placed.annotation.id, placed);
  return [...byId.values()];
}

/** A run of windows that are not loaded. */
interface DiscussionGap {
  /** The first clause of the run. */
  clause: string;
  count: number;
  /** The window to load first: the one that adjoins the loaded ones. */
  next: number;
}

/** Returns the gaps between loaded windows, in text order. */
export function gapsBetween(
  windows: readonly DiscussionWindow[],
  isLoaded: (index: number) => boolean,
): DiscussionGap[] {
  const gaps: DiscussionGap[] = [];
  for (let start = 0; start < windows.length; start += 1) {
    let end = start;
    while (end < windows.length && !isLoaded(end)) end += 1;
    const missing = windows.slice(start, end);
    const [first] = missing;
    // Only the end of the first gap adjoins a loaded window.
    const next = start === 0 && end < windows.length ? end - 1 : start;
    if (first) gaps.push({ clause: first.from, count: missing.reduce((sum, { count }) => sum + count, 0), next });
    start = end;
  }
  return gaps;
}
