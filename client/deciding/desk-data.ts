import { keepPreviousData, type QueryClient, queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type DeskItem, deskOperations } from "#core/contract/desk-operations.ts";
import { addOperations, call } from "../api/call.ts";

addOperations(deskOperations);

interface Desk {
  items: DeskItem[];
  documents: { id: string; title: string }[];
  next: string | null;
}

/** The first part of the comments of a document, or of all. */
export const deskQuery = (document: string | undefined) =>
  queryOptions({
    queryKey: ["desk", "list", document ?? null],
    queryFn: ({ signal }): Promise<Desk> =>
      call("getDesk", { query: document === undefined ? {} : { document }, signal }),
    placeholderData: keepPreviousData,
    // Acts and events update it one by one.
    staleTime: Infinity,
  });

/** One comment as the list has it, with what is prepared for it. */
export const deskEntryQuery = (annotation: string) =>
  queryOptions({
    queryKey: ["desk", "list", null, annotation],
    queryFn: ({ signal }): Promise<Desk> => call("getDesk", { query: { ids: annotation }, signal }),
    staleTime: 10_000,
  });

export const deskItemQuery = (annotation: string) =>
  queryOptions({
    queryKey: ["desk", "item", annotation],
    queryFn: ({ signal }) => call("getDeskItem", { params: { annotation }, signal }),
    staleTime: 10_000,
  });

/** The groups of the same and of similar comments on a draft. `corrections` tells apart the answers before and after one. */
export const similarQuery = (version: string, corrections: string) =>
  queryOptions({
    queryKey: ["desk", "similar", version, corrections],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => call("getSimilar", { params: { version }, signal }),
    staleTime: 5 * 60_000,
  });

export const deskChoicesQuery = queryOptions({
  queryKey: ["desk", "choices"],
  queryFn: ({ signal }) => call("getDeskChoices", { signal }),
  staleTime: 60_000,
});

/** Returns the comments of a document, or of all, and loads the parts that are missing one after another. */
export function useDesk(document: string | undefined) {
  const client = useQueryClient();
  const query = deskQuery(document);
  const result = useQuery(query);
  const next = result.isPlaceholderData ? null : (result.data?.next ?? null);
  useEffect(() => {
    if (next === null) return undefined;
    const ended = new AbortController();
    const asked = { after: next, ...(document !== undefined && { document }) };
    call("getDesk", { query: asked, signal: ended.signal }).then(
      (part) =>
        client.setQueryData(deskQuery(document).queryKey, (before) => {
          if (before?.next !== next) return before;
          const titles = new Map([...before.documents, ...part.documents].map((one) => [one.id, one]));
          return { items: [...before.items, ...part.items], documents: [...titles.values()], next: part.next };
        }),
      // The page still says that comments are being loaded.
      () => undefined,
    );
    return () => ended.abort();
  }, [client, document, next]);
  return result;
}

/** Replaces comments in every list that was read. */
export function putItems(client: QueryClient, items: readonly DeskItem[]): void {
  const byId = new Map(items.map((item) => [item.id, item]));
  client.setQueriesData<Desk>({ queryKey: ["desk", "list"] }, (desk) =>
    desk ? { ...desk, items: desk.items.map((item) => byId.get(item.id) ?? item) } : desk,
  );
}

/** Reads comments again that somebody changed, and those opened beside them. */
export async function readAgain(client: QueryClient, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += 100) {
    const { items } = await call("getDesk", { query: { ids: ids.slice(start, start + 100).join(",") } });
    putItems(client, items);
  }
  await client.invalidateQueries({ queryKey: ["desk", "item"] });
}
