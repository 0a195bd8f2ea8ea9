import { startTransition, useEffect, useState } from "react";

/**
 * How many of `total` parts are drawn: two at first, so that the page is there at once, then more as the browser has
 * time, until all are (find-in-page and screen readers see them all). `least` are drawn in any case.
 */
export function useGrowing(total: number, least: number): number {
  const [count, setCount] = useState(2);
  const drawn = Math.min(total, Math.max(count, least));
  useEffect(() => {
    if (drawn >= total) return undefined;
    const timer = setTimeout(() => startTransition(() => setCount(drawn + 2)));
    return () => clearTimeout(timer);
  }, [drawn, total]);
  return drawn;
}
