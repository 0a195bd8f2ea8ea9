import { useCallback, useEffect, useMemo, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import { readReadingState, writeReadingState, type ReadingState } from "./reading-address.ts";

type Change = Partial<ReadingState>;

/** Changes some of a reading room's state. */
export type SetReadingState = (change: Change) => void;

/** The reading room's state and the ways to change it. */
export interface ReadingAddress {
  state: ReadingState;
  /** Changes it where one is: moving about in the text makes no entries, so that Back leads out of the room in one step. */
  set: SetReadingState;
  /** Changes it in a new entry: what lies over the text is left by Back. */
  open: SetReadingState;
  /** Leads far away in the text: Back returns to where one was, also past what one found the way with. */
  jump: SetReadingState;
  /** Leaves what `open` opened, as Back would; the change applies to where that leads. */
  close: SetReadingState;
}

interface EntryState {
  /** Whether the entry before it in the history is the room without what this one opened. */
  opened?: true;
}

/** The reading room's state, kept in the address and so in the browser's history. */
export function useReadingState(): ReadingAddress {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const state = useMemo(() => readReadingState(search), [search]);
  const latest = useRef({ state, path });
  const afterBack = useRef<Change | null>(null);
  useEffect(() => {
    latest.current = { state, path };
  }, [state, path]);

  const go = useCallback(
    (change: Change, entry: { replace: boolean; state: unknown }): void => {
      const next = { ...latest.current.state, ...change };
      const query = writeReadingState(next);
      try {
        navigate(`${latest.current.path}${query ? `?${query}` : ""}`, entry);
        latest.current.state = next;
      } catch {
        // Browsers refuse when the address changes too often, as it does while a key is held: the next step goes on.
      }
    },
    [navigate],
  );
  const set = useCallback<SetReadingState>(
    (change) => go(change, { replace: true, state: history.state as unknown }),
    [go],
  );
  const open = useCallback<SetReadingState>(
    (change) => go(change, { replace: false, state: { opened: true } satisfies EntryState }),
    [go],
  );
  const jump = useCallback<SetReadingState>(
    (change) => go(change, { replace: isOpened(), state: {} satisfies EntryState }),
    [go],
  );
  const close = useCallback<SetReadingState>(
    (change) => {
      if (isOpened()) {
        afterBack.current = change;
        history.back();
      } else set(change);
    },
    [set],
  );
  useEffect(() => {
    const onPop = (): void => {
      const change = afterBack.current;
      afterBack.current = null;
      latest.current.state = readReadingState(location.search);
      // One stays where one is in the text: the place kept with the entry, if any, is that of an earlier moment.
      if (change) go(change, { replace: true, state: { ...(history.state as object | null), place: null } });
    };
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }, [go]);
  return useMemo(() => ({ state, set, open, jump, close }), [state, set, open, jump, close]);
}

function isOpened(): boolean {
  return (history.state as EntryState | null)?.opened === true;
}
