import { useCallback, useEffect, useLayoutEffect } from "react";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import type { ChangePlace } from "./change-walk.ts";
import { changeElementId } from "./RedlineText.tsx";

/** The walk through a comparison's changes, by button and by the keys n and p. */
export interface ChangeWalk {
  /** Index into the places; -1 where none has the focus. */
  current: number;
  /** Goes to a change by its key. */
  go: (key: string) => void;
  step: (by: 1 | -1) => void;
}

/** `at` is the key that has the focus; `onGo` puts another into the address. */
export function useChangeWalk(
  places: readonly ChangePlace[],
  at: string | null,
  onGo: (key: string) => void,
): ChangeWalk {
  const current = places.findIndex(({ key }) => key === at);
  const go = useCallback(
    (key: string) => {
      if (key === at) focusChange(key);
      else onGo(key);
    },
    [at, onGo],
  );
  const step = useCallback(
    (by: 1 | -1) => {
      const next = current < 0 ? (by > 0 ? 0 : places.length - 1) : (current + by + places.length) % places.length;
      const place = places[next];
      if (place) go(place.key);
    },
    [places, current, go],
  );

  // The rows around a change may be drawn only once it is gone to, so that it takes the focus after the drawing.
  useLayoutEffect(() => {
    if (at !== null) focusChange(at);
  }, [at]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!isForThePage(event) || !singleKeysOn()) return;
      if (event.key === "n") step(1);
      else if (event.key === "p") step(-1);
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [step]);

  return { current, go, step };
}

/** Brings a change into view and gives it the focus, so that a screen reader reads it. */
function focusChange(key: string): void {
  const element = document.getElementById(changeElementId(key));
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
}
