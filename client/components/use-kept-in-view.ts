import { type RefObject, useEffect } from "react";

/** Events that show that the user has moved on. */
const going = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/** Calls back whenever the user scrolls, presses or types. Returns a function that unsubscribes it. */
export function onReaderInput(listener: () => void): () => void {
  for (const event of going) window.addEventListener(event, listener, { passive: true });
  return () => {
    for (const event of going) window.removeEventListener(event, listener);
  };
}

/**
 * Scrolls the open item of a list into view, as far as there is room. The list can grow as data arrive. So it scrolls
 * again each time, until the user scrolls, presses or types.
 */
export function useKeptInView(list: RefObject<HTMLElement | null>, open: string | null): void {
  useEffect(() => {
    const element = list.current;
    const item = open === null ? null : element?.querySelector(`[data-key="${CSS.escape(open)}"]`);
    if (!element || !item) return undefined;
    const bring = (): void => item.scrollIntoView({ block: "nearest", behavior: "instant" });
    const growing = new ResizeObserver(bring);
    const leave = (): void => growing.disconnect();
    bring();
    growing.observe(element);
    const end = onReaderInput(leave);
    return () => {
      leave();
      end();
    };
  }, [list, open]);
}
