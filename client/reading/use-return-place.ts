import { useEffect } from "react";
import type { Reader, ReadingPlace } from "../reader/mount.ts";

/** The place kept with this entry of the browser's history; null where none is. */
export function keptPlace(): ReadingPlace | null {
  const state = history.state as { place?: ReadingPlace } | null;
  return state?.place ?? null;
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
    // After a frame, so that whoever leaves an entry on purpose has said that one stays.
    const onPop = (): void => {
      requestAnimationFrame(() => {
        const place = keptPlace();
        if (place) reader.returnTo(place);
      });
    };
    history.scrollRestoration = "manual";
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
