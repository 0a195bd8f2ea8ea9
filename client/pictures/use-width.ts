import { useLayoutEffect, useState, type RefObject } from "react";

/** The width of an element in pixels, as it changes; null before it is known. */
export function useWidth(element: RefObject<Element | null>): number | null {
  const [width, setWidth] = useState<number | null>(null);
  useLayoutEffect(() => {
    const found = element.current;
    if (!found) return undefined;
    // Measured at once too, so that what depends on it is there in the very first drawing.
    setWidth(found.clientWidth);
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.floor(entry.contentRect.width));
    });
    observer.observe(found);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
