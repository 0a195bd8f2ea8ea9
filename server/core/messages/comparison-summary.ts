import type { ComparisonStats } from "#core/compare/comparison.ts";
import { say } from "#core/messages/messages.ts";

/** What a summary of clauses tells, in this order; what is nought is left out. */
const clauseCounts = ["edited", "moved", "split", "merged", "added", "removed", "renumbered"] as const;

/** A comparison in a sentence, clauses first: "11 clauses edited, 2 moved, 1 split; 143 words in, 97 out." */
export function sayChanges({ clauses, words }: ComparisonStats, language: string): string {
  const told = clauseCounts
    .filter((what) => clauses[what] > 0)
    .map((what) => say({ code: `summary-${what}`, params: { count: clauses[what] } }, language));
  const parts = [told.join(", "), isAny(words) ? sayWords(words, language) : ""].filter(Boolean);
  return parts.length === 0 ? say({ code: "summary-same", params: {} }, language) : `${parts.join("; ")}.`;
}

/** How many words came, went and moved: "143 words in, 97 out"; "no word changed" where none did. */
export function sayWords(
  { inserted, deleted, moved = 0 }: { inserted: number; deleted: number; moved?: number },
  language: string,
): string {
  if (!isAny({ inserted, deleted, moved })) return say({ code: "summary-no-word", params: {} }, language);
  const told = [say({ code: "summary-words", params: { inserted, deleted } }, language)];
  if (moved > 0) told.push(say({ code: "summary-words-moved", params: { moved } }, language));
  return told.join(", ");
}

function isAny({ inserted, deleted, moved }: { inserted: number; deleted: number; moved: number }): boolean {
  return inserted + deleted + moved > 0;
}
