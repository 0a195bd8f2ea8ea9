import { type RefCallback, useCallback } from "react";

/** Time for a closed dialog to return the focus itself, in ms. */
const patience = 80;

/** The place of a focused element, which survives the element. */
interface Place {
  element: Element;
  row: Element | null;
  /** The list that the row is in, and the row's position. */
  list: Element | null;
  at: number;
  /** The sections around it, innermost first. */
  around: Element[];
}

/**
 * Keeps the focus near its place when the focused element is removed, for example a row that was just deleted. The next
 * row gets the focus, or the heading of the section if the list is empty. Otherwise, keyboard users would start again at the
 * top of the page.
 */
export function useKeptFocus(): RefCallback<HTMLElement> {
  return useCallback((page: HTMLElement | null) => {
    if (!page) return undefined;
    let place: Place | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const restore = (): void => {
      if (!place || place.element.isConnected || document.activeElement !== document.body) return;
      focusNear(page, place);
    };
    const onChange = (): void => {
      clearTimeout(timer);
      timer = setTimeout(restore, patience);
    };
    const onFocusIn = ({ target }: FocusEvent): void => {
      if (target instanceof Element) place = placeOf(page, target);
    };
    const onPointerDown = (): void => {
      // A press beside everything leaves the focus on purpose.
      if (document.activeElement === document.body) place = null;
    };
    const observer = new MutationObserver(onChange);
    observer.observe(page, { childList: true, subtree: true });
    // Dialogs are children of the body.
    observer.observe(document.body, { childList: true });
    page.addEventListener("focusin", onFocusIn);
    document.addEventListener("pointerdown", onPointerDown);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      page.removeEventListener("focusin", onFocusIn);
      document.removeEventListener("pointerdown", onPointerDown);
    };
  }, []);
}

function placeOf(page: Element, element: Element): Place {
  const row = element.closest("li, tr");
  const list = row?.parentElement ?? null;
  const around: Element[] = [];
  for (
    let at = element.closest("section");
    at && page.contains(at);
    at = at.parentElement?.closest("section") ?? null
  ) {
    around.push(at);
  }
  return { element, row, list, at: list && row ? [...list.children].indexOf(row) : 0, around: [...around, page] };
}

function focusNear(page: Element, { row, list, at, around }: Place): void {
  const rows = list?.isConnected ? [...list.children] : [];
  const near = row?.isConnected ? row : rows[Math.min(at, rows.length - 1)];
  const target =
    near ?? around.find((section) => section.isConnected)?.querySelector("h2, h3") ?? page.querySelector("h1");
  if (!(target instanceof HTMLElement)) return;
  target.tabIndex = -1;
  target.focus({ preventScroll: near === undefined });
}
