import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Known } from "#core/discuss/mentions.ts";
import { keys, libraryQuery, meQuery } from "../api/queries.ts";

/**
 * Returns the people and documents to which a text refers, as far as the reader may know them. The public does not see
 * who takes part.
 */
export function useMentionable(text: string): Known {
  const signedIn = useQuery(meQuery).data?.participant != null;
  const people = useQuery({
    queryKey: [...keys.participants, "mentioned", text],
    queryFn: async () => (await import("./mentioned-people.ts")).peopleMentionedIn(text),
    enabled: signedIn && text.includes("@"),
    staleTime: Infinity,
  }).data;
  const documents = useQuery(libraryQuery).data?.documents;
  return useMemo(
    () => ({ people: people ?? [], documents: documents?.map(({ id }) => id) ?? [] }),
    [people, documents],
  );
}
