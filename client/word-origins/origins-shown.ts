import { useSyncExternalStore } from "react";

const setting = "rapporteur:origins";
const listeners = new Set<() => void>();

/** Whether texts tell who brought in the words one points at or chooses; the same for every page of this browser. */
export function useOriginsShown(): boolean {
  return useSyncExternalStore(subscribe, areShown, () => false);
}

/** Turns it on or off. */
export function showOrigins(on: boolean): void {
  try {
    if (on) localStorage.setItem(setting, "on");
    else localStorage.removeItem(setting);
  } catch {
    // Storage is refused: it is shown until the page is left.
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
