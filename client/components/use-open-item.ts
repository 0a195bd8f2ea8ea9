import { useCallback, useRef } from "react";
import type { ListAddress } from "./use-list-address.ts";

/** Returns whether the open item of a queue replaces the list, as `queue-list.css` says. */
export function isNarrowQueue(): boolean {
  return matchMedia("(max-width: 959px)").matches;
}

/**
 * Returns the id of the open item of a queue, as the address keeps it, and opens another one; null shows the list. An item
 * that replaces the list is an entry of the browser's history, so that Back leads to the list.
 */
export function useOpenItem({ get, set }: ListAddress): [string | null, (id: string | null) => void] {
  const open = get("item") ?? null;
  const isEntry = useRef(false);
  if (open === null) isEntry.current = false;
  const openItem = useCallback(
    (id: string | null) => {
      if (id === null && isEntry.current) {
        window.history.back();
        return;
      }
      if (id !== null && open === null && isNarrowQueue()) {
        window.history.pushState(null, "");
        isEntry.current = true;
      }
      set({ item: id ?? "" });
    },
    [open, set],
  );
  return [open, openItem];
}
