import { useSyncExternalStore } from "react";

/** A setting of this browser that is on or off, on every page. */
interface StoredSwitch {
  /** Returns whether it is on. */
  useOn: () => boolean;
  toggle: () => void;
}

/** Returns the switch that is stored under a name. It is off at first. */
export function storedSwitch(name: string): StoredSwitch {
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  let isOn = false;
  try {
    isOn = localStorage.getItem(name) === "on";
  } catch {
    // Storage is blocked: the setting lasts until the page closes.
  }
  return {
    useOn: () =>
      useSyncExternalStore(
        subscribe,
        () => isOn,
        () => false,
      ),
    toggle: () => {
      isOn = !isOn;
      for (const listener of listeners) listener();
      try {
        localStorage.setItem(name, isOn ? "on" : "");
      } catch {
        // As above.
      }
    },
  };
}
