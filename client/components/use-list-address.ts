import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";
import { useHistoryState } from "wouter/use-browser-location";

/** Number of rows of a list on a page. */
export const pageSize = 50;

/** The search, filters and place of a list, as its address keeps them. */
export interface ListAddress {
  /** All values of the address. */
  query: Readonly<Record<string, string>>;
  /** Returns a value of the address, or undefined. */
  get: (name: string) => string | undefined;
  /** The cursor of the shown part. Undefined at the start of the list. */
  after: string | undefined;
  /** Number of the shown part, from 1. Null if a link led into the middle of the list. */
  page: number | null;
  /** Sets values; an empty one is removed. The list then starts at its beginning. */
  set: (values: Readonly<Record<string, string | undefined>>) => void;
  /** Shows the part that begins after the shown one. */
  goOn: (after: string) => void;
  /** Shows the part before, or the beginning if a link led here. */
  goBack: () => void;
  /** Removes search, filters and place. */
  clear: () => void;
  /** Whether a search or a filter is set. */
  isFiltered: boolean;
}

/**
 * Keeps the search, filters and place of a list in the address, so that a link or a reload restores them. Each further
 * part of the list is an entry of the browser's history, so that Back leads to the part before.
 */
export function useListAddress(): ListAddress {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const state = useHistoryState<{ page?: number } | null>();
  const query = new URLSearchParams(search);
  const after = query.get("after") ?? undefined;
  const page = after === undefined ? 1 : (state?.page ?? null);
  const set = useCallback(
    (values: Readonly<Record<string, string | undefined>>) => {
      navigate(addressWith(path, search, { ...values, after: "" }), { replace: true });
    },
    [search, path, navigate],
  );
  return {
    query: Object.fromEntries(query),
    get: (name) => query.get(name) ?? undefined,
    after,
    page,
    set,
    goOn: (next) => navigate(addressWith(path, search, { after: next }), { state: page && { page: page + 1 } }),
    goBack: () => {
      if (page === null) set({});
      else window.history.back();
    },
    clear: () => navigate(path, { replace: true }),
    isFiltered: [...query.keys()].some((name) => name !== "after"),
  };
}

function addressWith(path: string, search: string, values: Readonly<Record<string, string | undefined>>): string {
  const next = new URLSearchParams(search);
  for (const [name, value = ""] of Object.entries(values)) {
    if (value === "") next.delete(name);
    else next.set(name, value);
  }
  const text = next.toString();
  return text === "" ? path : `${path}?${text}`;
}
