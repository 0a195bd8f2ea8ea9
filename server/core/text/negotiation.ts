import * as z from "zod";

/** Signs by which a text under negotiation tells what is agreed: a bracket, and what drafters write beside the words. */
export const negotiationMarks = ["bracket", "source", "alternative", "agreed", "agreed-ad-ref", "symbol"] as const;

/**
 * One sign of negotiation, or the part of it that stands in one clause. Offsets are UTF-16 code units into the clause's
 * text, the end exclusive, and take the sign itself in.
 *
 * - bracket: text that is not agreed; `depth` counts from 1, the outermost. A bracket that goes on over several clauses has
 *   a part in each.
 * - source: an attribution, "[Source: …]", whose brackets say nothing of agreement.
 * - alternative: "Alt", "Alt 2:" with the text it opens; `number` is null where it bears none.
 * - agreed, agreed-ad-ref: "(agreed)", "[agreed ad ref]", "(ad ref)".
 * - symbol: ADD, MOD, SUP or NOC at the head of a clause, as proposals to ITU conferences have it.
 */
export const NegotiationMark = z.object({
  kind: z.enum(negotiationMarks),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  /** For a bracket, how many brackets it stands in, itself counted; else 0. */
  depth: z.int().nonnegative(),
  /** For a bracket, whether it opens and whether it closes in this clause; both false for one without its fellow. */
  opens: z.boolean(),
  closes: z.boolean(),
  /** For an alternative its number, for a symbol its letters; else null. */
  number: z.string().nullable(),
});
export type NegotiationMark = z.infer<typeof NegotiationMark>;

/** The signs of one clause, by where they begin, the outer before the inner. */
export const ClauseNegotiation = z.object({
  clause: z.string(),
  citation: z.string(),
  /** What was put in between has a label that says so: "62bis"; null where it was not. */
  insertedLabel: z.string().nullable(),
  marks: z.array(NegotiationMark),
});
export type ClauseNegotiation = z.infer<typeof ClauseNegotiation>;

/** How much of a text is open, by its signs. */
export const NegotiationCounts = z.object({
  /** Outermost brackets, and those that stand in another. */
  brackets: z.int().nonnegative(),
  nested: z.int().nonnegative(),
  /** How deep they go; 0 where there are none. */
  deepest: z.int().nonnegative(),
  /** Brackets without a fellow. */
  unbalanced: z.int().nonnegative(),
  /** Characters in brackets, and of the whole text. */
  bracketedCharacters: z.int().nonnegative(),
  characters: z.int().nonnegative(),
  /** Clauses with words in brackets. */
  bracketedClauses: z.int().nonnegative(),
  alternatives: z.int().nonnegative(),
  agreed: z.int().nonnegative(),
  agreedAdRef: z.int().nonnegative(),
  /** Clauses numbered bis, ter and so on. */
  insertedClauses: z.int().nonnegative(),
});
export type NegotiationCounts = z.infer<typeof NegotiationCounts>;
