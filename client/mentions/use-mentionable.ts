import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Known } from "#core/discuss/mentions.ts";
import { libraryQuery, meQuery, participantsQuery } from "../api/queries.ts";

/**
 * Returns the people and documents that texts can refer to, as far as the reader may know them. The public does not see
 * who takes part.
 */
export function useMentionable(): Known {
  const signedIn = useQuery(meQuery).data?.participant != null;
  const people = useQuery({ ...participantsQuery, enabled: signedIn, staleTime: Infinity }).data;
  const documents = useQuery(libraryQuery).data?.documents;
  return useMemo(
    () => ({ people: people ?? [], documents: documents?.map(({ id }) => id) ?? [] }),
    [people, documents],
  );
}
