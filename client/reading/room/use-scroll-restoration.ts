import { useCallback, useEffect, useLayoutEffect, useRef } from "react";
import type { Reader, ReadingPosition } from "../../reader/mount.ts";
import type { ReadingState } from "../state/use-reading-state.ts";
import type { ThreadsByLocation } from "../threads/threads-by-location.ts";

/**
 * Returns the scroll position stored with the current history entry; null to keep the current one, undefined if none
 * was stored.
 */
function storedPosition(): ReadingPosition | null | undefined {
  return (history.state as { place?: ReadingPosition | null } | null)?.place;
}

/**
 * Stores the scroll position with the history entry, so that Back returns to it exactly. This works between pages, and
 * within one after a jump from a search or the outline. The browser's own scroll restoration counts pixels, which are
 * wrong while sections are not yet laid out.
 */
export function useScrollRestoration(reader: Reader | null): void {
  useEffect(() => {
    if (!reader) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = (): void => {
      const position = reader.position();
      if (position) history.replaceState({ ...(history.state as object | null), place: position }, "");
    };
    const onScroll = (): void => {
      clearTimeout(timer);
      timer = setTimeout(keep, 120);
    };
    // Wait one frame, because `close` may first mark the entry to keep the current position. Until then the position
    // belongs to the previous entry and must not be stored with this one.
    const onPop = (): void => {
      clearTimeout(timer);
      requestAnimationFrame(() => {
        const position = storedPosition();
        const clause = new URLSearchParams(location.search).get("clause");
        if (position) reader.returnTo(position);
        else if (position === undefined && clause !== null) reader.bringIntoView({ clause, offset: 0 });
      });
    };
    history.scrollRestoration = "manual";
    // Also store the position on arrival, for readers who leave without scrolling.
    timer = setTimeout(keep, 120);
    window.addEventListener("scroll", onScroll, { passive: true });
    window.addEventListener("popstate", onPop);
    return () => {
      clearTimeout(timer);
      history.scrollRestoration = "auto";
      window.removeEventListener("scroll", onScroll);
      window.removeEventListener("popstate", onPop);
    };
  }, [reader]);
}

/**
 * Scrolls to the requested location as soon as the text is mounted: after Back, to the exact previous position, otherwise
 * to the current clause, and to the open annotation's text once that is loaded. A reader who has scrolled since the
 * server sent the page stays there. Returns the function that the mounted text calls. It runs before the margin is laid
 * out, so that its items first appear in their final position.
 */
export function useArrival(
  { note, clause }: ReadingState,
  { threads, isLoading, reader }: { threads: ThreadsByLocation; isLoading: boolean; reader: Reader | null },
): (reader: Reader) => void {
  // The scroll position on arrival; null if the reader has chosen it.
  const arrivedAt = useRef<number | null>(null);
  const isDone = useRef(false);
  const thread = threads.beside.find(({ id }) => id === note);
  const toThread = useCallback(
    (mounted: Reader): void => {
      if (isLoading || isDone.current) return;
      isDone.current = true;
      if (thread && window.scrollY === arrivedAt.current) mounted.scrollTo(thread.clause);
    },
    [isLoading, thread],
  );
  useLayoutEffect(() => {
    if (reader) toThread(reader);
  }, [reader, toThread]);
  return useCallback(
    (mounted) => {
      const position = storedPosition();
      const target = clause ?? decodeURIComponent(location.hash.slice(1));
      const isChosen = position || hasScrolled();
      if (position) mounted.returnTo(position);
      else if (target !== "" && !isChosen) mounted.scrollTo(target);
      arrivedAt.current = isChosen ? null : window.scrollY;
      toThread(mounted);
    },
    [clause, toThread],
  );
}

/** Returns whether the reader has scrolled, and not only the browser, to the fragment. */
function hasScrolled(): boolean {
  const target = document.querySelector(":target")?.getBoundingClientRect().top ?? Infinity;
  return window.scrollY !== 0 && Math.abs(target) >= 1;
}
