import { useCallback, useEffect, useMemo, useRef } from "react";
import { useLocation, useSearch } from "wouter";
import type { ForumGroups } from "#core/access/forum.ts";
import { plainQuery, readFilters, writeFilters, type Filters } from "../../annotations/annotation-filters.ts";
import { roomActs } from "../../versions/VersionMenu.tsx";

type Change = Partial<ReadingState>;

/** Updates part of a reading room's state. */
export type SetReadingState = (change: Change) => void;

/** The reading room's state and the functions that change it. */
export interface ReadingAddress {
  state: ReadingState;
  /** Changes the current history entry. Moving within the text adds no entries, so Back leaves the room in one step. */
  set: SetReadingState;
  /** Adds a history entry, so that Back closes the panel that opens. */
  open: SetReadingState;
  /** Jumps to a distant location. Back returns to the previous position and skips the panel that led there. */
  jump: SetReadingState;
  /** Closes what `open` opened, like Back, and applies the change to the entry before it. */
  close: SetReadingState;
}

interface EntryState {
  /** Whether the previous history entry is the same room without the panel opened here. */
  opened?: true;
}

/** Keeps the reading room's state in the page address, and so in the browser's history. */
export function useReadingState(forum: ForumGroups): ReadingAddress {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const state = useMemo(() => readReadingState(search, forum), [search, forum]);
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
        // Browsers throw an error if the address changes too often, for example while a key is held down. This change
        // is dropped, and the next one starts from the same state.
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
      latest.current.state = readReadingState(location.search, forum);
      // Keep the current scroll position. One stored with the entry would be out of date.
      if (change) go(change, { replace: true, state: { ...(history.state as object | null), place: null } });
    };
    window.addEventListener("popstate", onPop);
    return () => window.removeEventListener("popstate", onPop);
  }, [go, forum]);
  return useMemo(() => ({ state, set, open, jump, close }), [state, set, open, jump, close]);
}

function isOpened(): boolean {
  return (history.state as EntryState | null)?.opened === true;
}

/** The lists of the margin: threads beside their text, comments on the whole document, and orphans. */
export const marginLists = ["text", "general", "orphans"] as const;
export type MarginList = (typeof marginLists)[number];

/** Panels over the text: on a phone the outline or the comments, on all screens the room's dialogs. */
export const panels = ["outline", "threads", "export", "keys", ...roomActs] as const;
export type Panel = (typeof panels)[number];

/** The state of a reading room that a link carries. */
export interface ReadingState {
  /** Id of the open annotation. */
  note: string | null;
  /** Id of the current clause. */
  clause: string | null;
  list: MarginList;
  /** Ids of crowded clauses whose comments were unfolded. */
  unfolded: readonly string[];
  panel: Panel | null;
  /** The search text; null while the search is closed. */
  find: string | null;
  /** Id of the annotation being placed on this version; null outside placing mode. */
  placing: string | null;
  filters: Filters;
}

/** Reads the state from a query string. Unknown values are skipped, so that old links still open. */
export function readReadingState(search: string, forum: ForumGroups): ReadingState {
  const query = new URLSearchParams(search);
  const list = (name: string): string[] => (query.get(name) ?? "").split(",").filter(Boolean);
  return {
    note: query.get("note"),
    clause: query.get("clause"),
    list: marginLists.find((known) => known === query.get("list")) ?? "text",
    unfolded: list("unfolded"),
    panel: panels.find((known) => known === query.get("panel")) ?? null,
    find: query.get("find"),
    placing: query.get("placing"),
    filters: readFilters(query, forum),
  };
}

/** Writes a query string for `readReadingState`. Default values are omitted. */
export function writeReadingState({
  note,
  clause,
  list,
  unfolded,
  panel,
  find,
  placing,
  filters,
}: ReadingState): string {
  const query = new URLSearchParams();
  if (clause !== null) query.set("clause", clause);
  if (note !== null) query.set("note", note);
  if (list !== "text") query.set("list", list);
  if (unfolded.length > 0) query.set("unfolded", unfolded.join(","));
  if (panel !== null) query.set("panel", panel);
  if (find !== null) query.set("find", find);
  if (placing !== null) query.set("placing", placing);
  writeFilters(filters, query);
  return plainQuery(query);
}

/** Returns the sheet shown over the text on a phone: the one requested, or the comments if an annotation is open. */
export function sheetOf({ panel, note }: Pick<ReadingState, "panel" | "note">): "outline" | "threads" | null {
  if (panel === "outline" || panel === "threads") return panel;
  return note !== null && panel === null ? "threads" : null;
}
