import { queryOptions } from "@tanstack/react-query";
import type { ForumGroups } from "#core/access/forum.ts";
import type { WordOrigins } from "#core/contract/history-operations.ts";
import { interfaceLanguage, comparisonPage as messages } from "#core/messages/catalogues.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { call } from "../api/call.ts";
import { formatDate } from "../components/format.tsx";
import { commaText, formatMessage, word } from "../page-parts/messages.ts";

type OriginRun = WordOrigins["clauses"][number]["runs"][number];

/**
 * Describes the origin of words: "“fully”: added in Second draft, 9 Nov 2012, as proposed by AON". Words that an earlier
 * draft had in another clause: "“1.5 °C”: in First draft, 6 Nov 2012, elsewhere: considering b)". A draft of another
 * document is named with that document.
 */
export function describeOrigin(
  { broughtBy, returnedWith, elsewhere, proposed }: Omit<OriginRun, "range">,
  text: string,
  {
    versions,
    documentId,
    forum,
  }: {
    versions: WordOrigins["versions"];
    /** The document of the words; empty to name every document. */
    documentId: string;
    forum: ForumGroups;
  },
): string {
  const draft = (id: string): string => {
    const version = versions.find((listed) => listed.id === id);
    if (!version) return word("origin-unknown");
    const dated = version.label.includes(version.date.slice(0, 4))
      ? version.label
      : `${version.label}, ${formatDate(version.date)}`;
    return version.documentId === documentId ? dated : `${version.document}, ${dated}`;
  };
  const names =
    proposed &&
    (proposed.by.length > 0
      ? proposed.by
      : proposed.groups.map((group) => groupName(group, forum, interfaceLanguage())));
  const words = {
    words: shortened(text.trim()),
    draft: draft(broughtBy),
    again: returnedWith === null ? "no" : "yes",
    restored: returnedWith === null ? "" : draft(returnedWith),
    source: names ? (names.length > 0 ? "named" : "hidden") : "none",
    by: names ? commaText(names) : "",
  } as const;
  if (elsewhere?.version === broughtBy) {
    return formatMessage(messages.wordsFromElsewhere, { ...words, clause: elsewhere.citation });
  }
  const origin = word("origin-brought", words);
  return elsewhere
    ? formatMessage(messages.wordsAlsoElsewhere, {
        origin,
        draft: draft(elsewhere.version),
        clause: elsewhere.citation,
      })
    : origin;
}

function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/**
 * The origin of each word in up to `limit` clauses after the given one. Keyed with the comparisons, because it is
 * computed from them.
 */
export const originsQuery = (version: string, after: string | undefined, limit: number) =>
  queryOptions({
    queryKey: ["comparison", "origins", version, after, limit],
    queryFn: ({ signal }) =>
      call("getWordOrigins", {
        params: { version },
        query: { ...(after !== undefined && { after }), limit },
        signal,
      }),
    staleTime: 10 * 60_000,
  });
