import { useEffect, useLayoutEffect, useRef } from "react";
import { isForThePage, singleKeysOn, type ShortcutKey } from "./shortcuts.ts";

/** Runs the action bound to a key. Escape always works; single keys work while they are turned on. */
export function useShortcuts(bindings: Partial<Record<ShortcutKey, () => void>>): void {
  const latest = useRef(bindings);
  useLayoutEffect(() => {
    latest.current = bindings;
  });
  useEffect(() => {
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
