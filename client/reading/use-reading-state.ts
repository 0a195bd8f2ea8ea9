import { useCallback, useEffect, useMemo, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { readReadingState, writeReadingState, type ReadingState } from "./reading-address.ts";

/** Changes some of a reading room's state. */
export type SetReadingState = (change: Partial<ReadingState>) => void;

/**
 * The reading room's state, kept in the address. Moving about replaces the entry in the browser's history, so that Back
 * leads out of the room in one step and returns to the place one left.
 */
export function useReadingState(): [ReadingState, SetReadingState] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const state = useMemo(() => readReadingState(search), [search]);
  const latest = useRef({ state, path });
  useEffect(() => {
    latest.current = { state, path };
  }, [state, path]);

  const set = useCallback<SetReadingState>(
    (change) => {
      const next = { ...latest.current.state, ...change };
      latest.current.state = next;
      const query = writeReadingState(next);
      navigate(`${latest.current.path}${query ? `?${query}` : ""}`, { replace: true, state: history.state as unknown });
    },
    [navigate],
  );
  return [state, set];
}
