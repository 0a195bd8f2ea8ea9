import * as z from "zod";

/**
 * Signs that show the state of agreement in a negotiated text: brackets, and notes that drafters write beside the
 * wording.
 */
export const negotiationMarks = ["bracket", "source", "alternative", "agreed", "agreed-ad-ref", "symbol"] as const;

/**
 * One sign of negotiation, or its part within one clause. Offsets are UTF-16 code units in the clause's text, with an
 * exclusive end; the range includes the sign itself.
 *
 * - bracket: text that is not agreed; `depth` counts from 1, the outermost. A bracket across several clauses has a part
 *   in each.
 * - source: an attribution, "[Source: …]", whose brackets have nothing to do with agreement.
 * - alternative: "Alt", "Alt 2:" with the text it introduces; `number` is null if it has none.
 * - agreed, agreed-ad-ref: "(agreed)", "[agreed ad ref]", "(ad ref)".
 * - symbol: ADD, MOD, SUP or NOC at the start of a clause, as in proposals to ITU conferences.
 */
export const NegotiationMark = z.object({
  kind: z.enum(negotiationMarks),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** For a matched bracket, its nesting level including itself; otherwise 0. */
  depth: z.int().nonnegative(),
  /** For a bracket, whether it opens and whether it closes in this clause; both false for an unmatched one. */
  opens: z.boolean(),
  closes: z.boolean(),
  /** For an alternative its number, for a symbol its letters; otherwise null. */
  number: z.string().nullable(),
});
export type NegotiationMark = z.infer<typeof NegotiationMark>;

/** The signs of one clause, in the order of their starts, outer before inner. */
export const ClauseNegotiation = z.object({
  clause: z.string(),
  citation: z.string(),
  /** The label of an inserted clause, such as "62bis"; null for other clauses. */
  insertedLabel: z.string().nullable(),
  marks: z.array(NegotiationMark),
});
export type ClauseNegotiation = z.infer<typeof ClauseNegotiation>;

/** How much of a text is still open, judged by its signs. */
export const NegotiationCounts = z.object({
  /** Number of outermost brackets, and of those nested in another. */
  brackets: z.int().nonnegative(),
  nested: z.int().nonnegative(),
  /** Depth of the deepest nesting; 0 without brackets. */
  deepest: z.int().nonnegative(),
  /** Unmatched brackets. */
  unbalanced: z.int().nonnegative(),
  /** UTF-16 code units in brackets, and in the text of all clauses. */
  bracketedCharacters: z.int().nonnegative(),
  characters: z.int().nonnegative(),
  /** Clauses with text in brackets. */
  bracketedClauses: z.int().nonnegative(),
  alternatives: z.int().nonnegative(),
  agreed: z.int().nonnegative(),
  agreedAdRef: z.int().nonnegative(),
  /** Clauses numbered bis, ter and so on. */
  insertedClauses: z.int().nonnegative(),
});
export type NegotiationCounts = z.infer<typeof NegotiationCounts>;

/** How much of a clause, article or draft is open. */
export const OpenCounts = z.object({
  /** Pairs of square brackets, nested ones included. A pair counts where it opens. */
  brackets: z.int().nonnegative(),
  /** Pairs that are in no other pair. */
  outermost: z.int().nonnegative(),
  /** Named alternatives: "Option 1", "Alternative A". */
  options: z.int().nonnegative(),
  /** Words in any bracket, each counted once. */
  words: z.int().nonnegative(),
});
export type OpenCounts = z.infer<typeof OpenCounts>;

export const noneOpen: OpenCounts = { brackets: 0, outermost: 0, options: 0, words: 0 };

/** Whether nothing is open. */
export function isSettled({ brackets, options, words }: OpenCounts): boolean {
  return brackets === 0 && options === 0 && words === 0;
}

/** Adds counts up. */
export function sumOfCounts(all: readonly OpenCounts[]): OpenCounts {
  const sum = { ...noneOpen };
  for (const { brackets, outermost, options, words } of all) {
    sum.brackets += brackets;
    sum.outermost += outermost;
    sum.options += options;
    sum.words += words;
  }
  return sum;
}
