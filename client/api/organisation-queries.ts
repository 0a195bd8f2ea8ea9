import { queryOptions, useQuery } from "@tanstack/react-query";
import type { Organisation } from "#core/access/people.ts";
import { call } from "./call.ts";

/** Number of organisations in an answer. */
export const organisationsInAnswer = 100;

/** Returns organisations by name. */
export const byName = (organisations: readonly Organisation[]): Organisation[] =>
  organisations.toSorted((left, right) => left.name.localeCompare(right.name, "en"));

/** All organisations of the forum by name, read part by part. */
export const organisationsQuery = queryOptions({
  queryKey: ["organisations"],
  async queryFn({ signal }) {
    const organisations: Organisation[] = [];
    for (let after: string | null | undefined; after !== null;) {
      const part = await call("getOrganisationNames", {
        query: { size: organisationsInAnswer, ...(after && { after }) },
        signal,
      });
      organisations.push(...part.items);
      after = part.next;
    }
    return byName(organisations);
  },
  staleTime: 60_000,
});

const none: readonly Organisation[] = [];

/** Returns all organisations of the forum by name. Empty while they are loaded. Only for choices, not for pages. */
export function useOrganisations(): readonly Organisation[] {
  return useQuery(organisationsQuery).data ?? none;
}
