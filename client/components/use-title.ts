import { useEffect } from "react";
import { announce } from "./LiveRegion.tsx";

/** The path of the page named last; null before the first page, which the browser announces itself. */
let currentTitle: string | null = null;

/**
 * Sets the window's title, for its tab and history. Until the title is known, the old one stays. After navigation
 * within the client, announces the page and moves the focus to it, as the browser does when it loads a page.
 */
export function useTitle(title: string | undefined): void {
  useEffect(() => {
    if (title === undefined) return;
    document.title = title;
    const arrived = currentTitle !== null && currentTitle !== location.pathname;
    currentTitle = location.pathname;
    if (!arrived) return;
    announce(title);
    takeFocus();
  }, [title]);
}

/** Focuses the page's heading, unless something has the focus: the page may have chosen a better element. */
function takeFocus(): void {
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  // A heading inside a draft belongs to the draft, and readers reach it clause by clause.
  const focusTarget = document.querySelector<HTMLElement>("#main > h1") ?? document.getElementById("main");
  if (!focusTarget) return;
  focusTarget.tabIndex = -1;
  focusTarget.focus({ preventScroll: true });
}
