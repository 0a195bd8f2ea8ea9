import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { flushSync } from "react-dom";

/** Whether the page still has the elements of the server, which does not know the screen. */
let isOfServer = false;
if (typeof document !== "undefined") {
  isOfServer = document.getElementById("root")?.dataset["rendered"] !== undefined;
  addEventListener("taken-over", () => (isOfServer = false), { once: true });
}

/** Returns whether a media query currently matches. While the server's elements are taken over, none does. */
export function useMedia(query: string): boolean {
  const subscribe = useCallback(
    (listener: () => void) => {
      const media = matchMedia(query);
      media.addEventListener("change", listener);
      addEventListener("taken-over", listener);
      return () => {
        media.removeEventListener("change", listener);
        removeEventListener("taken-over", listener);
      };
    },
    [query],
  );
  return useSyncExternalStore(
    subscribe,
    () => !isOfServer && matchMedia(query).matches,
    () => false,
  );
}

/** Returns whether the page is being printed. Content for print is rendered before the browser lays out the pages. */
export function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const begin = (): void => flushSync(() => setPrinting(true));
    const end = (): void => setPrinting(false);
    window.addEventListener("beforeprint", begin);
    window.addEventListener("afterprint", end);
    return () => {
      window.removeEventListener("beforeprint", begin);
      window.removeEventListener("afterprint", end);
    };
  }, []);
  return printing;
}
