import type { MouseEvent } from "react";

/**
 * A ref that gives its element the focus once it is inserted. The attribute makes a popover, which is still hidden at
 * that time, do the same when it opens.
 */
export function focusOnMount(element: HTMLElement | null): void {
  if (!element) return;
  element.autofocus = true;
  element.focus();
}

/** Keeps the focus, and thereby the selected text, where it is when a button is pressed. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}

/** Moves the focus back to an element, unless the user moved it elsewhere than into `left` in the meantime. */
export function returnFocus(to: Element | null, left: Element | null): void {
  const { activeElement } = document;
  const isLost = activeElement === null || activeElement === document.body || left?.contains(activeElement);
  if (isLost && to instanceof HTMLElement && to.isConnected) to.focus({ preventScroll: true });
}

/**
 * Moves the focus along a row or column of elements by arrow keys, Home and End, as in menus and toolbars. Returns
 * whether the key did so.
 *
 * @param axis arrow keys along the other axis do nothing
 * @param isRound whether the first element follows the last
 */
export function moveFocus(
  { key, currentTarget }: { key: string; currentTarget: Element },
  selector: string,
  axis: "row" | "column",
  isRound: boolean,
): boolean {
  const all = [...currentTarget.querySelectorAll<HTMLElement>(selector)];
  const at = all.indexOf(document.activeElement as HTMLElement);
  const isRtl = axis === "row" && getComputedStyle(currentTarget).direction === "rtl";
  const [back, on] = axis === "column" ? ["ArrowUp", "ArrowDown"] : ["ArrowLeft", "ArrowRight"];
  const steps = new Map([
    [isRtl ? back : on, at + 1],
    [isRtl ? on : back, at < 0 ? all.length - 1 : at - 1],
    ["Home", 0],
    ["End", all.length - 1],
  ]);
  const step = steps.get(key);
  if (step === undefined || all.length === 0) return false;
  const next = isRound ? (step + all.length) % all.length : Math.min(Math.max(step, 0), all.length - 1);
  all[next]?.focus();
  return true;
}
