import { useQuery } from "@tanstack/react-query";
import type { Organisation } from "#core/access/people.ts";
import { libraryQuery } from "../api/queries.ts";

const none: readonly Organisation[] = [];

/** Returns the organisations that can be chosen, by short name. Archived ones cannot. */
export function useActiveOrganisations(): readonly Organisation[] {
  const organisations = useQuery(libraryQuery).data?.organisations ?? none;
  return organisations
    .filter(({ archivedAt }) => archivedAt === undefined)
    .toSorted((left, right) => left.shortName.localeCompare(right.shortName));
}
