import { useCallback, useEffect, useMemo } from "react";
import type { Redline } from "#core/compare/redline.ts";
import { changePlaces, type ChangePlace } from "./change-walk.ts";
import type { ComparisonState } from "./comparison-state.ts";
import { changeElementId } from "./RedlineText.tsx";

/** The walk through a comparison's changes, by button and by the keys n and p. */
export interface ChangeWalk {
  places: readonly ChangePlace[];
  /** Index into places; -1 where none has the focus. */
  current: number;
  go: (place: number) => void;
  step: (by: 1 | -1) => void;
}

export function useChangeWalk(
  redline: Redline,
  state: ComparisonState,
  onChange: (state: ComparisonState) => void,
): ChangeWalk {
  const places = useMemo(() => changePlaces(redline, state.classes), [redline, state.classes]);
  const current = places.findIndex(({ change }) => change === state.at);
  const go = useCallback(
    (place: number) => {
      const found = places[place];
      if (!found) return;
      onChange({ ...state, at: found.change });
      focusChange(found.change);
    },
    [places, state, onChange],
  );
  const step = useCallback(
    (by: 1 | -1) => {
      if (places.length === 0) return;
      const next = current < 0 ? (by > 0 ? 0 : places.length - 1) : (current + by + places.length) % places.length;
      go(next);
    },
    [places, current, go],
  );

  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "n") step(1);
      else if (event.key === "p") step(-1);
      else return;
      event.preventDefault();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [step]);

  return { places, current, go, step };
}

/** Brings a change into view and gives it the focus, so that a screen reader reads it. */
export function focusChange(change: number): void {
  const element =
    document.getElementById(changeElementId(change, "revised")) ??
    document.getElementById(changeElementId(change, "base"));
  element?.scrollIntoView({ block: "center" });
  element?.focus({ preventScroll: true });
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/u.test(target.tagName))
  );
}
