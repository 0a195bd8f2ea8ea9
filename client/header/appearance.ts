import { useSyncExternalStore } from "react";
import type { Preferences } from "#core/access/preferences.ts";

/** The colour theme and the size of text. */
export type Appearance = Pick<Preferences, "theme" | "textSize">;

/** Colour themes: the system's, or one the reader chose. */
export const themes = ["system", "light", "dark"] as const;

/**
 * The stored choice of each kind, and its value without one. early.js reads the same keys before the first paint. The
 * device keeps them for readers without an account too; an account brings its own.
 */
const kinds = {
  theme: { key: "rapporteur:theme", attribute: "data-theme", usual: "system" },
  textSize: { key: "rapporteur:text-size", attribute: "data-text-size", usual: "normal" },
} as const;

const listeners = new Set<() => void>();

/** Applies a theme or size to the page and stores it for the next visit. */
export function applyAppearance(appearance: Partial<Appearance>): void {
  for (const kind of ["theme", "textSize"] as const) {
    const value = appearance[kind];
    if (value === undefined) continue;
    const { key, attribute, usual } = kinds[kind];
    if (value === usual) document.documentElement.removeAttribute(attribute);
    else document.documentElement.setAttribute(attribute, value);
    try {
      if (value === usual) localStorage.removeItem(key);
      else localStorage.setItem(key, value);
    } catch {
      // Storage is blocked (a private window): the choice applies to this page only.
    }
  }
  for (const listener of listeners) listener();
}

function readTheme(): Appearance["theme"] {
  const chosen = document.documentElement.dataset["theme"];
  return themes.find((theme) => theme === chosen) ?? "system";
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Returns the theme of the page. Without a choice, or if storage is blocked, returns "system". */
export function useTheme(): Appearance["theme"] {
  return useSyncExternalStore(subscribe, readTheme, () => "system");
}
