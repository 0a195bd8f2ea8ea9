import { keepPreviousData, type QueryClient, queryOptions } from "@tanstack/react-query";
import { type DeskItem, deskOperations } from "#core/contract/desk-operations.ts";
import { addOperations, call } from "../api/call.ts";

addOperations(deskOperations);

interface Desk {
  items: DeskItem[];
  documents: { id: string; title: string }[];
  next: string | null;
}

/** Pauses before the next part of a list is read, and before it is read again after a failure, in ms. */
const nextPart = 50;
const retryDelay = 5000;

/**
 * The comments of a document, or of all. The first answer is the first part, and each further one adds a part. Once it has
 * all, the list is only replaced by a complete one, so that comments do not disappear while they are read again.
 */
export const deskQuery = (document: string | undefined) =>
  queryOptions({
    queryKey: ["desk", "list", document ?? null],
    queryFn: async ({ client, queryKey, signal }): Promise<Desk> => {
      const read = (after: string | null): Promise<Desk> => {
        const query = { ...(document !== undefined && { document }), ...(after !== null && { after }) };
        return call("getDesk", { query, signal });
      };
      const { data: shown, isInvalidated } = client.getQueryState<Desk>(queryKey) ?? {};
      const after = isInvalidated ? null : (shown?.next ?? null);
      let desk = await read(after);
      if (!shown) return desk;
      // Acts change the list while it is read.
      const now = (): Desk => client.getQueryData<Desk>(queryKey) ?? shown;
      if (after !== null) return joined(now(), desk);
      while (desk.next !== null) desk = joined(desk, await read(desk.next));
      const known = new Map(now().items.map((item) => [item.id, item]));
      return { ...desk, items: desk.items.map((item) => newerOf(item, known.get(item.id) ?? item)) };
    },
    placeholderData: keepPreviousData,
    refetchInterval: ({ state: { data, status } }) =>
      typeof data?.next === "string" ? (status === "error" ? retryDelay : nextPart) : false,
    // Acts and events update it one by one.
    staleTime: Infinity,
  });

/** Appends the next part of a list. */
function joined(before: Desk, part: Desk): Desk {
  const titles = new Map([...before.documents, ...part.documents].map((one) => [one.id, one]));
  return { items: [...before.items, ...part.items], documents: [...titles.values()], next: part.next };
}

/** Returns the shown state of a comment if it was changed or decided after it was read. */
function newerOf(read: DeskItem, shown: DeskItem): DeskItem {
  return shown.revision > read.revision || shown.decisionRevision > read.decisionRevision ? shown : read;
}

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
