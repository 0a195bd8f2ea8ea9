import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import { readLedgerState, writeLedgerState, type LedgerState } from "./outcomes-address.ts";

/** Keeps the table's state in the address. A change adds no history entry, so that Back leaves the page in one step. */
export function useLedgerState(): [LedgerState, (change: Partial<LedgerState>) => void] {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const state = useMemo(() => readLedgerState(search), [search]);
  const set = useCallback(
    (change: Partial<LedgerState>): void => {
      const query = writeLedgerState({ ...readLedgerState(location.search), ...change });
      navigate(`${path}${query ? `?${query}` : ""}`, { replace: true });
    },
    [path, navigate],
  );
  return [state, set];
}
