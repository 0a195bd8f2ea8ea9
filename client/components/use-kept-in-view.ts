import { type RefObject, useEffect } from "react";

/** What somebody does who goes on by themselves. */
const going = ["wheel", "touchmove", "pointerdown", "keydown"] as const;

/** Calls back whenever somebody goes on by themselves: scrolls, presses, types. Answers with what ends that. */
export function onGoingOn(then: () => void): () => void {
  for (const event of going) window.addEventListener(event, then, { passive: true });
  return () => {
    for (const event of going) window.removeEventListener(event, then);
  };
}

/**
 * Brings the item of a list that is open into view: all of it where there is room, else from its beginning. What it and
 * those before it ask the server for makes them longer afterwards, so it is brought again until one goes on by oneself.
 */
export function useKeptInView(list: RefObject<HTMLElement | null>, open: string | null): void {
  useEffect(() => {
    const all = list.current;
    const item = open === null ? null : all?.querySelector(`[data-key="${CSS.escape(open)}"]`);
    if (!all || !item) return undefined;
    const bring = (): void => item.scrollIntoView({ block: "nearest", behavior: "instant" });
    const growing = new ResizeObserver(bring);
    const leave = (): void => growing.disconnect();
    bring();
    growing.observe(all);
    const end = onGoingOn(leave);
    return () => {
      leave();
      end();
    };
  }, [list, open]);
}
