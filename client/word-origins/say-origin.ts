import type { WordOrigins } from "#core/contract/history-operations.ts";
import { formatDate } from "../components/format.ts";
import { word } from "../page-parts/messages.ts";

export type OriginRun = WordOrigins["clauses"][number]["runs"][number];

/**
 * Describes the origin of words: "“fully”: added in Second draft, 9 Nov 2012, as proposed by AON" A draft of another
 * document is named with that document.
 */
export function sayOrigin(
  { broughtBy, returnedWith, proposed }: Pick<OriginRun, "broughtBy" | "returnedWith" | "proposed">,
  words: string,
  versions: WordOrigins["versions"],
  documentId: string,
): string {
  const draft = (id: string): string => {
    const version = versions.find((one) => one.id === id);
    if (!version) return word("origin-unknown");
    const dated = version.label.includes(version.date.slice(0, 4))
      ? version.label
      : `${version.label}, ${formatDate(version.date)}`;
    return version.documentId === documentId ? dated : `${version.document}, ${dated}`;
  };
  const names =
    proposed && (proposed.by.length > 0 ? proposed.by : proposed.groups.map((group) => word(`group-${group}`)));
  return word("origin-brought", {
    words: shortened(words.trim()),
    draft: draft(broughtBy),
    again: returnedWith === null ? "no" : "yes",
    restored: returnedWith === null ? "" : draft(returnedWith),
    source: names ? (names.length > 0 ? "named" : "hidden") : "none",
    by: names ? names.join(", ") : "",
  });
}

function shortened(words: string): string {
  return words.length > 60 ? `${words.slice(0, 60)}…` : words;
}
