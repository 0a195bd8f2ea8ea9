import { say } from "#core/messages/messages.ts";
import type { NegotiationCounts } from "#core/text/negotiation.ts";

/** What is told of a text's signs, in this order; what there is none of stays unsaid. */
export const openCounts = [
  "brackets",
  "nested",
  "unbalanced",
  "alternatives",
  "agreed",
  "agreedAdRef",
  "insertedClauses",
] as const;

/** What a text leaves open, by its signs: "3 brackets · 1 in another · 2 alternatives"; "" where it bears none. */
export function sayOpenPoints(counts: NegotiationCounts, language: string): string {
  return openCounts
    .filter((what) => counts[what] > 0)
    .map((what) => say({ code: `open-${what}`, params: { count: counts[what] } }, language))
    .join(" · ");
}
