import { useCallback, useEffect } from "react";
import type { Reader, ReadingPosition } from "../../reader/mount.ts";
import type { ReadingState } from "../state/use-reading-state.ts";
import { restoreFocus, takeServerView } from "../state/server-view.ts";
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
 * Returns a function that scrolls to the requested location as soon as the text is loaded. If the reader has scrolled on
 * the server's page, that is the same position; after Back, it is the exact previous one. Otherwise it is the open
 * annotation's text or the current clause. Also keeps the selection and the focus of the server's page. Runs before the margin is laid out, so that its items first appear in their final position.
 */
export function useArrival({ note, clause }: ReadingState, threads: ThreadsByLocation): (reader: Reader) => void {
  return useCallback(
    (reader) => {
      const before = takeServerView();
      const position = before?.position ?? storedPosition();
      const thread = threads.beside.find(({ id }) => id === note);
      const target = thread?.clause ?? clause ?? decodeURIComponent(location.hash.slice(1));
      if (position) reader.returnTo(position);
      else if (target !== "") reader.scrollTo(target);
      if (before) restoreFocus(before);
    },
    [note, clause, threads],
  );
}
