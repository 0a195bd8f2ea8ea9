import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { VersionPage } from "#core/contract/version-operations.ts";
import { textParts } from "#core/discuss/mentions.ts";
import { keys, libraryQuery, participantsQuery } from "../api/queries.ts";
import { headWord } from "../page-parts/messages.ts";
import { type Sources, tagsIn } from "./suggestions.ts";
import { useMentionable } from "./use-mentionable.ts";

/**
 * Returns the suggestions while writing: people of the forum, tags used before, and locations. Locations are the drafts
 * of all documents and the clauses of the versions in the cache. They are computed only while the list is `open`.
 */
export function useMentionSources(open: boolean): Sources {
  const client = useQueryClient();
  const known = useMentionable();
  const library = useQuery(libraryQuery).data;
  const people = useQuery({ ...participantsQuery, enabled: known.people.length > 0 }).data;
  return useMemo(() => {
    if (!open || !library) return { "@": [], "#": [], "[[": [] };
    const shortName = (id: string | null): string =>
      library.organisations.find((one) => one.id === id)?.shortName ?? "";
    const pages = client.getQueriesData<VersionPage>({ queryKey: ["version"] }).flatMap(([, page]) => page ?? []);
    const nameOf = (address: string): string => {
      const work = library.documents.find(({ versions }) => versions.some((one) => one.address === address));
      const version = work?.versions.find((one) => one.address === address);
      return work && version ? `${work.shortTitle}, ${version.label}` : address;
    };
    const clauses = pages.flatMap(({ version, text }) =>
      text.clauses.map(({ id, citation, start, end }) => ({
        key: `${version.address}#${id}`,
        name: citation,
        about: `${nameOf(version.address)}: ${text.text.slice(start, Math.min(end, start + 60))}`,
        words: `${version.address}#${id}`,
      })),
    );
    const versions = library.documents.flatMap(({ versions: all }) =>
      all.map(({ address }) => ({ key: address, name: nameOf(address), about: "", words: address })).reverse(),
    );
    return {
      "@": (people ?? []).map(({ id, name, organisationId, role }) => ({
        key: id,
        name,
        about: [shortName(organisationId), headWord(`role-${role}`)].filter(Boolean).join(" · "),
        words: `@${name}`,
      })),
      "#": tagsIn(textsRead(client).flatMap((text) => textParts(text, known))),
      "[[": [...clauses, ...versions],
    };
  }, [open, client, library, people, known]);
}

/** Returns the texts of all annotations in the cache, and of their replies. */
export function textsRead(client: QueryClient): string[] {
  return client
    .getQueriesData<PlacedAnnotation[]>({ queryKey: keys.annotationLists })
    .flatMap(([, placed]) => placed ?? [])
    .flatMap(({ annotation, replies }) => [annotation.text, ...replies.map(({ text }) => text)]);
}
