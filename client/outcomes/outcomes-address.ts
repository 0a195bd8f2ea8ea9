import { useCallback, useMemo } from "react";
import { useLocation, useSearch } from "wouter";
import type { ForumGroups } from "#core/access/forum.ts";
import type { OutcomeRow } from "#core/contract/outcome-rows.ts";
import { type Filters, passes, plainQuery, readFilters, writeFilters } from "../annotations/annotation-filters.ts";
import { useForumGroups } from "../components/groups.ts";

/** The state of an outcomes table as kept in links. */
export interface OutcomesState {
  filters: Filters;
  /** Whether to show only annotations that need a person's decision. */
  waiting: boolean;
  /** Whether to show only annotations that are rightly gone. */
  gone: boolean;
  /** The annotation that is open beside the table. */
  note: string | null;
  /** The version on which it is shown, by address; null for the last. */
  on: string | null;
  /** The language of the drafts; null for that of the first draft. */
  language: string | null;
}

/** Reads the state from a query string. */
export function readOutcomesState(search: string, forum: ForumGroups): OutcomesState {
  const query = new URLSearchParams(search);
  return {
    filters: readFilters(query, forum),
    waiting: query.get("waiting") === "true",
    gone: query.get("gone") === "true",
    note: query.get("note"),
    on: query.get("on"),
    language: query.get("language"),
  };
}

/** Writes the query that `readOutcomesState` reads. Leaves out default values. */
export function writeOutcomesState({ filters, waiting, gone, note, on, language }: OutcomesState): string {
  const query = new URLSearchParams();
  if (language !== null) query.set("language", language);
  if (waiting) query.set("waiting", "true");
  if (gone) query.set("gone", "true");
  writeFilters(filters, query);
  if (note !== null) query.set("note", note);
  if (on !== null) query.set("on", on);
  return plainQuery(query);
}

/** Returns the rows that pass the filters. If several states are chosen, one of them on any draft is enough. */
export function filterRows(rows: readonly OutcomeRow[], { filters, waiting, gone }: OutcomesState): OutcomeRow[] {
  return rows.filter(
    (row) =>
      (!waiting || row.waiting) &&
      (!gone || row.gone) &&
      passes(filters, { ...row, states: [...row.cells.values()].map(({ state }) => state) }),
  );
}

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
