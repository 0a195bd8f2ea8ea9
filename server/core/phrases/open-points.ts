import { messageText } from "#core/phrases/message-text.ts";
import type { NegotiationCounts } from "#core/text/negotiation/negotiation.ts";

/** The counts of negotiation marks, in this order. Zero counts are left out. */
export const openCounts = [
  "brackets",
  "nested",
  "unbalanced",
  "alternatives",
  "agreed",
  "agreedAdRef",
  "insertedClauses",
] as const;

/** Summarises the open points of a text: "3 brackets · 1 nested · 2 options". Empty if it has no marks. */
export function openPointsText(counts: NegotiationCounts, language: string): string {
  return openCounts
    .filter((kind) => counts[kind] > 0)
    .map((kind) => messageText({ code: `open-${kind}`, params: { count: counts[kind] } }, language))
    .join(" · ");
}
