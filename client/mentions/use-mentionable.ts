import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Known } from "#core/discuss/mentions.ts";
import { libraryQuery, meQuery, participantsQuery } from "../api/queries.ts";

/** What texts of this forum may speak of, as far as the reader may know: the public does not hear who takes part. */
export function useKnown(): Known {
  const signedIn = useQuery(meQuery).data?.participant != null;
  const people = useQuery({ ...participantsQuery, enabled: signedIn, staleTime: Infinity }).data;
  const documents = useQuery(libraryQuery).data?.documents;
  return useMemo(
    () => ({ people: people ?? [], documents: documents?.map(({ id }) => id) ?? [] }),
    [people, documents],
  );
}
