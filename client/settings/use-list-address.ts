import { useCallback } from "react";
import { useLocation, useSearch } from "wouter";

/** The search, filters and page of a list, as its address keeps them. */
export interface ListAddress {
  /** Returns a value of the address, or undefined. */
  get: (name: string) => string | undefined;
  page: number;
  /** Sets values; an empty one is removed. The list then starts at its first page, unless the page is set. */
  set: (values: Readonly<Record<string, string | undefined>>) => void;
  /** Removes search, filters and page. */
  clear: () => void;
  /** Whether a search or a filter is set. */
  isFiltered: boolean;
}

/** Keeps the search, filters and page of a list in the address, so that a link or a reload restores them. */
export function useListAddress(): ListAddress {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const query = new URLSearchParams(search);
  const set = useCallback(
    (values: Readonly<Record<string, string | undefined>>) => {
      const next = new URLSearchParams(search);
      next.delete("page");
      for (const [name, value = ""] of Object.entries(values)) {
        if (value === "") next.delete(name);
        else next.set(name, value);
      }
      const text = next.toString();
      navigate(text === "" ? path : `${path}?${text}`, { replace: true });
    },
    [search, path, navigate],
  );
  const page = Number(query.get("page") ?? "1");
  return {
    get: (name) => query.get(name) ?? undefined,
    page: Number.isInteger(page) && page > 0 && page <= 100_000 ? page : 1,
    set,
    clear: () => navigate(path, { replace: true }),
    isFiltered: [...query.keys()].some((name) => name !== "page"),
  };
}
