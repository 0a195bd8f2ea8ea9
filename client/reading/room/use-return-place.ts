import { useCallback, useEffect } from "react";
import type { Reader, ReadingPlace } from "../../reader/mount.ts";
import { type ReadingState, readReadingState } from "../state/reading-address.ts";
import type { ThreadPlaces } from "../threads/thread-places.ts";

/** The place kept with this entry of the browser's history; null where one is to stay, undefined where none was kept. */
function keptPlace(): ReadingPlace | null | undefined {
  return (history.state as { place?: ReadingPlace | null } | null)?.place;
}

/**
 * Keeps what is being read with the entry in the browser's history, so that Back returns to the exact place: between
 * pages and, where a search or the outline led far away, within one. The browser's own way of doing so measures in
 * pixels, which sections not laid out yet make wrong.
 */
export function useReturnPlace(reader: Reader | null): void {
  useEffect(() => {
    if (!reader) return undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const keep = (): void => {
      const place = reader.place();
      if (place) history.replaceState({ ...(history.state as object | null), place }, "");
    };
    const onScroll = (): void => {
      clearTimeout(timer);
      timer = setTimeout(keep, 120);
    };
    // After a frame, so that whoever leaves an entry on purpose has said that one stays. Until then the place is still that
    // of the entry one came from: it must not be kept with this one.
    const onPop = (): void => {
      clearTimeout(timer);
      requestAnimationFrame(() => {
        const place = keptPlace();
        const { clause } = readReadingState(location.search);
        if (place) reader.returnTo(place);
        else if (place === undefined && clause !== null) reader.bringIntoView({ clause, offset: 0 });
      });
    };
    history.scrollRestoration = "manual";
    // Once one has arrived: who goes on without having scrolled returns here too.
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
 * Goes, as soon as the text is there, to what the address asks for: on Back the exact place one left; else the open
 * annotation's words, else the current clause, else the beginning. Before anything is placed beside the words, so that
 * what stands there is first seen where it stays.
 */
export function useArrival({ note, clause }: ReadingState, places: ThreadPlaces): (reader: Reader) => void {
  return useCallback(
    (reader) => {
      const place = keptPlace();
      const words = places.beside.find(({ id }) => id === note);
      const wanted = words?.clause ?? clause ?? decodeURIComponent(location.hash.slice(1));
      if (place) reader.returnTo(place);
      else if (wanted !== "") reader.scrollTo(wanted);
      else window.scrollTo({ top: 0, behavior: "instant" });
    },
    [note, clause, places],
  );
}
