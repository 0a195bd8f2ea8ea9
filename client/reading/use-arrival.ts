import { useEffect, useRef } from "react";
import type { Reader } from "../reader/mount.ts";
import type { ReadingState } from "./reading-address.ts";
import type { ThreadPlaces } from "./thread-places.ts";
import { keptPlace } from "./use-return-place.ts";

/**
 * Shows, once the text is there, what the address asks for: on Back the exact place one left; else the open
 * annotation's words, else the current clause, else the beginning.
 */
export function useArrival(reader: Reader | null, { note, clause }: ReadingState, places: ThreadPlaces): void {
  const arrived = useRef<Reader | null>(null);
  useEffect(() => {
    if (!reader || arrived.current === reader) return;
    arrived.current = reader;
    const place = keptPlace();
    const words = places.beside.find(({ id }) => id === note);
    const wanted = words?.clause ?? clause ?? decodeURIComponent(location.hash.slice(1));
    if (place) reader.returnTo(place);
    else if (wanted !== "") reader.scrollTo(wanted);
    else window.scrollTo({ top: 0, behavior: "instant" });
  }, [reader, note, clause, places]);
}
