import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { Known } from "#core/discuss/mentions.ts";
import type { Library } from "#core/contract/forum-operations.ts";
import { keys, documentsQuery, meQuery } from "../api/queries.ts";

/**
 * Returns the people and documents to which a text refers, as far as the reader may know them. The public does not see
 * who takes part.
 */
export function useMentionable(text: string): Known & { works: Library["documents"] } {
  const signedIn = useQuery(meQuery).data?.participant != null;
  const people = useQuery({
    queryKey: [...keys.participants, "mentioned", text],
    queryFn: async () => (await import("./mentioned-people.ts")).peopleMentionedIn(text),
    enabled: signedIn && text.includes("@"),
    staleTime: Infinity,
  }).data;
  const works = useQuery({
    ...documentsQuery,
    // A text that may name drafts: "opinion-5@2".
    enabled: /[a-z0-9]@[0-9]/u.test(text),
  }).data;
  return useMemo(
    () => ({ people: people ?? [], documents: works?.map(({ id }) => id) ?? [], works: works ?? [] }),
    [people, works],
  );
}
