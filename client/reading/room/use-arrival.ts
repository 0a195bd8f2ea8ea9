import { useCallback } from "react";
import type { Reader } from "../../reader/mount.ts";
import type { ReadingState } from "../state/reading-address.ts";
import type { ThreadPlaces } from "../threads/thread-places.ts";
import { keptPlace } from "./use-return-place.ts";

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
