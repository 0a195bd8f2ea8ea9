import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { useForumGroups } from "../api/use-forum-groups.ts";
import { readOutcomesState, writeOutcomesState, type OutcomesState } from "./outcomes-address.ts";

/** Keeps the table's state in the address. A change adds no history entry, so that Back leaves the page in one step. */
export function useOutcomesState(): [OutcomesState, (change: Partial<OutcomesState>) => void] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const forum = useForumGroups();
  const state = useMemo(() => readOutcomesState(search, forum), [search, forum]);
  const set = useCallback(
    (change: Partial<OutcomesState>): void => {
      const query = writeOutcomesState({ ...readOutcomesState(location.search, forum), ...change });
      navigate(`${path}${query ? `?${query}` : ""}`, { replace: true });
    },
    [path, navigate, forum],
  );
  return [state, set];
}
