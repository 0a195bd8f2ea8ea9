import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { readOutcomesState, writeOutcomesState, type OutcomesState } from "./outcomes-address.ts";

/** Keeps the table's state in the address. A change adds no history entry, so that Back leaves the page in one step. */
export function useOutcomesState(): [OutcomesState, (change: Partial<OutcomesState>) => void] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const state = useMemo(() => readOutcomesState(search), [search]);
  const set = useCallback(
    (change: Partial<OutcomesState>): void => {
      const query = writeOutcomesState({ ...readOutcomesState(location.search), ...change });
      navigate(`${path}${query ? `?${query}` : ""}`, { replace: true });
    },
    [path, navigate],
  );
  return [state, set];
}
