import { useLayoutEffect, useRef } from "react";
import { clauseIndex, type VersionText } from "#core/text/clause.ts";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import { announce } from "../../components/LiveRegion.tsx";
import type { Reader } from "../../reader/mount.ts";
import type { DiscussionPart } from "../state/discussion-part.ts";
import type { ReadingState } from "../state/use-reading-state.ts";
import type { Thread } from "../threads/threads-by-location.ts";

/**
 * Returns a function that steps between comments in text order: 1 forward, -1 back. It starts from the open comment,
 * otherwise from the current clause if that is visible, otherwise from the scroll position. Announces when there is no
 * further comment. If only a part of the comments is loaded, it first loads those around the start.
 */
export function useNoteWalk(
  {
    text,
    threads,
    reader,
    part,
  }: {
    text: VersionText;
    threads: readonly Thread[];
    reader: Reader | null;
    part: DiscussionPart | null | undefined;
  },
  { note, clause }: Pick<ReadingState, "note" | "clause">,
  onGo: (note: string) => void,
): (by: 1 | -1) => void {
  const step = (by: 1 | -1, isLoaded = false): void => {
    const start = startOf(reader, clause);
    const from = threads.find(({ id }) => id === note)?.clause ?? start;
    const loading = isLoaded ? null : part?.loadBeside(from, by);
    if (loading) {
      void loading.then(() => latest.current(by, true));
      return;
    }
    const next = threads[nextIndex(text, threads, { note, clause: start }, by)];
    if (next) onGo(next.id);
    else announce(by > 0 ? messages.noLaterComment : messages.noEarlierComment);
  };
  const latest = useRef(step);
  useLayoutEffect(() => {
    latest.current = step;
  });
  return step;
}

/** Returns the current clause if it is visible, otherwise the one at the scroll position. */
export function startOf(reader: Reader | null, clause: string | null): string | null {
  return clause !== null && reader?.shows(clause) ? clause : (reader?.position()?.clause ?? null);
}

/**
 * Returns the index of the thread after a step. If no thread follows in that direction, the index is outside the list.
 */
export function nextIndex(
  text: VersionText,
  threads: readonly Thread[],
  { note, clause }: Pick<ReadingState, "note" | "clause">,
  by: 1 | -1,
): number {
  const open = threads.findIndex(({ id }) => id === note);
  if (open >= 0) return open + by;
  const start = (clause === null ? undefined : clauseIndex(text, clause)) ?? 0;
  const indexOf = (thread: Thread): number => clauseIndex(text, thread.clause) ?? 0;
  if (by < 0) return threads.findLastIndex((thread) => indexOf(thread) < start);
  const next = threads.findIndex((thread) => indexOf(thread) >= start);
  return next < 0 ? threads.length : next;
}
