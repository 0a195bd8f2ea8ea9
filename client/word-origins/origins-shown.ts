import { useSyncExternalStore } from "react";

const setting = "rapporteur:origins";
const listeners = new Set<() => void>();

/** Returns whether word origins are shown. The setting applies to every page of this browser. */
export function useOriginsShown(): boolean {
  return useSyncExternalStore(subscribe, areShown, () => false);
}

/** Turns word origins on or off. */
export function showOrigins(on: boolean): void {
  try {
    if (on) localStorage.setItem(setting, "on");
    else localStorage.removeItem(setting);
  } catch {
    // Storage is blocked: the setting lasts until the page closes.
  }
  shown = on;
  for (const listener of listeners) listener();
}

let shown: boolean | undefined;

function areShown(): boolean {
  if (shown === undefined) {
    try {
      shown = localStorage.getItem(setting) === "on";
    } catch {
      shown = false;
    }
  }
  return shown;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
