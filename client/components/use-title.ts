import { useEffect } from "react";
import { announce } from "./LiveRegion.tsx";

/** The path that was named last; null until the first page is, which the browser itself tells of. */
let named: string | null = null;

/**
 * Names the window, as its tab and its history show it; before the name is known, it keeps the one it has. A page one
 * was led to from another is told, and has the focus, as one that the browser loads would.
 */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    document.title = title;
    const arrived = named !== null && named !== location.pathname;
    named = location.pathname;
    if (!arrived) return;
    announce(title);
    takeFocus();
  }, [title]);
}

/** Puts the focus on the page's heading, unless something has it: a page may know a better place for it. */
function takeFocus(): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  // A heading within a draft is the draft's own, and reached clause by clause.
  const place = document.querySelector<HTMLElement>("#main > h1") ?? document.getElementById("main");
  if (!place) return;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}
