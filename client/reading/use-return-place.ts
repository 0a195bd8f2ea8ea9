import { useEffect } from "react";
import type { Reader, ReadingPlace } from "../reader/mount.ts";

/** The place kept with this entry of the browser's history; null where none is. */
export function keptPlace(): ReadingPlace | null {
  const state = history.state as { place?: ReadingPlace } | null;
  return state?.place ?? null;
}

/** Keeps what is being read with the entry in the browser's history, so that Back returns to the exact place. */
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
    window.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("scroll", onScroll);
    };
  }, [reader]);
}
