import { useEffect, useLayoutEffect, useRef } from "react";
import { isForThePage, singleKeysOn, type ShortcutKey } from "./shortcuts.ts";

/** Runs what a key is bound to. Escape always works; the single keys as long as they are on. */
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
