import { useLayoutEffect, useRef } from "react";
import type { shortcuts } from "./shortcut-keys.ts";

type ShortcutKey = (typeof shortcuts)[number]["key"];

const setting = "rapporteur:single-keys";

/**
 * Checks whether single-key shortcuts are on. They can be turned off because they interfere with speech input and some
 * assistive tools (WCAG 2.1.4).
 */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(setting) !== "off";
  } catch {
    return true;
  }
}

/** Turns single-key shortcuts on or off for this browser. */
export function turnSingleKeys(on: boolean): void {
  try {
    if (on) localStorage.removeItem(setting);
    else localStorage.setItem(setting, "off");
  } catch {
    // Storage is unavailable, so they stay on.
  }
}

/** Checks whether a key press is meant for the page, and not for a text field, a menu, a dialog or the browser. */
export function isForThePage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
  const { target } = event;
  if (!(target instanceof HTMLElement)) return true;
  if (target.isContentEditable) return false;
  return !target.closest(
    "input:not([type=checkbox], [type=radio]), textarea, select, [role=menu], [role=listbox], [role=dialog], [role=alertdialog]",
  );
}

/** Runs the action bound to a key. Escape always works; single keys work while they are turned on. */
export function useShortcuts(bindings: Partial<Record<ShortcutKey, () => void>>): void {
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  // Keys work as soon as the page is drawn.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      const act = latest.current[event.key as ShortcutKey];
      if (!act || !isForThePage(event)) return;
      if (event.key !== "Escape" && !singleKeysOn()) return;
      event.preventDefault();
      act();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
}
