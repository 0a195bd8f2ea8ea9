import { useLayoutEffect, useRef } from "react";
import { useLocation } from "wouter";

/** A page one goes to begins at its top; one that one comes back to has its place kept in the browser's history. */
export function useScrollToTop(): void {
  const [path] = useLocation();
  const before = useRef(path);
  useLayoutEffect(() => {
    if (before.current === path) return;
    before.current = path;
    const state = history.state as { place?: unknown } | null;
    if (!state?.place && location.hash === "") window.scrollTo({ top: 0, behavior: "instant" });
  }, [path]);
}
