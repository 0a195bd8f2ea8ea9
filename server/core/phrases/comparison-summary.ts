import type { Comparison, ComparisonStats } from "#core/compare/comparison.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { messageText } from "#core/phrases/message-text.ts";
import { clauseAt, type VersionText } from "#core/text/clause.ts";
import { commaText } from "#core/phrases/list-text.ts";

/** The counts of a comparison summary, in this order. Zero counts are left out. */
const clauseCounts = ["edited", "moved", "split", "merged", "added", "removed", "renumbered"] as const;

/**
 * Formats a comparison as a sentence, clauses first: "11 clauses edited, 2 moved, 1 split; 143 words added, 97 deleted."
 * If clauses are edited in marks and variants only, it says so: "1 clause edited; no words changed."
 */
export function changesText({ clauses, words }: ComparisonStats, language: string): string {
  const counts = clauseCounts
    .filter((kind) => clauses[kind] > 0)
    .map((kind) => messageText({ code: `summary-${kind}`, params: { count: clauses[kind] } }, language));
  const parts = [
    commaText(counts, language),
    isAny(words) || clauses.edited > 0 ? wordCountsText(words, language) : "",
  ].filter(Boolean);
  return parts.length === 0 ? messageText({ code: "summary-same", params: {} }, language) : `${parts.join("; ")}.`;
}

/** Formats the number of words inserted, deleted and moved: "143 words added, 97 deleted"; "no words changed" if all are 0. */
export function wordCountsText(
  { inserted, deleted, moved = 0 }: { inserted: number; deleted: number; moved?: number },
  language: string,
): string {
  if (!isAny({ inserted, deleted, moved })) return messageText({ code: "summary-no-word", params: {} }, language);
  return messageText({ code: "summary-words", params: { inserted, deleted, moved } }, language);
}

/**
 * Formats the amount of change against the previous version. While it is unknown, returns only a link text for the
 * comparison.
 */
export function versionChangeText({ summary }: NonNullable<ListedVersion["change"]>, language: string): string {
  return summary ? wordCountsText(summary, language) : messageText({ code: "summary-unknown", params: {} }, language);
}

/** Up to this many intermediate drafts are named; more are counted. */
const mostNamed = 3;

/**
 * Describes how the words were matched: the intermediate drafts, and the number of words that came back. Null for a
 * direct comparison.
 */
export function routeText(
  { via, returned }: ComparisonPage["way"],
  documents: readonly ListedDocument[],
  language: string,
): string | null {
  const labels = new Map(documents.flatMap(({ versions }) => versions.map(({ address, label }) => [address, label])));
  const drafts = via.map((address) => labels.get(address) ?? address);
  return followedText(drafts, returned, language);
}

/** The same, for drafts given by name. */
export function followedText(drafts: readonly string[], returned: number, language: string): string | null {
  if (drafts.length === 0) return null;
  const path =
    drafts.length > mostNamed
      ? messageText({ code: "summary-way-many", params: { count: drafts.length } }, language)
      : messageText({ code: "summary-way", params: { drafts: commaText(drafts, language) } }, language);
  const back = returned > 0 ? [messageText({ code: "summary-returned", params: { count: returned } }, language)] : [];
  return [path, ...back].join(" ");
}

/** Up to this many clauses are named; the rest are counted. */
const mostPlaces = 5;

/**
 * Lists the clauses of the revised version where the comparison reached its work limit and is coarser. Null if it never
 * did.
 */
export function coarseText(
  { clauses }: Pick<VersionText, "clauses">,
  coarse: Comparison["coarse"],
  language: string,
): string | null {
  if (coarse.length === 0) return null;
  const places = [...new Set(coarse.map(({ revised: [start] }) => clauseAt(clauses, start)?.citation ?? ""))];
  const [named, count] = [commaText(places.slice(0, mostPlaces), language), Math.max(0, places.length - mostPlaces)];
  return messageText({ code: "summary-coarse", params: { clauses: named, count } }, language);
}

/** Maximum number of lines of a summary, with the line that leads to the others. */
const mostLines = 4;

/** Divides the lines of a summary into those that are shown and those that are folded. */
export function foldLines<Line>(lines: readonly Line[]): [shown: Line[], folded: Line[]] {
  const shown = lines.length > mostLines ? mostLines - 1 : lines.length;
  return [lines.slice(0, shown), lines.slice(shown)];
}

function isAny({ inserted, deleted, moved }: { inserted: number; deleted: number; moved: number }): boolean {
  return inserted + deleted + moved > 0;
}
