import * as z from "zod";

/** A run of a text: [start, end) in UTF-16 code units. Where nothing stands on that side, start = end marks the place. */
export const TextRange = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
export type TextRange = z.infer<typeof TextRange>;

/** How many clauses became how many. A split is 1:n, a merger n:1. */
export const relations = ["1:1", "1:n", "n:1", "added", "removed"] as const;

/** What became of one clause, or of a few that became one. */
export const ClausePair = z.object({
  relation: z.enum(relations),
  /** Its wording changed. */
  edited: z.boolean(),
  /** It stands in another order among its neighbours than it did. */
  moved: z.boolean(),
  /** Its label changed. */
  renumbered: z.boolean(),
  /** Clause ids of the base, in document order; empty where added. */
  base: z.array(z.string()),
  /** Clause ids of the revised, in document order; empty where removed. */
  revised: z.array(z.string()),
  /** How sure the pairing is, 0 to 1; for an added or removed clause, how sure that it has no counterpart. */
  score: z.number().min(0).max(1),
});
export type ClausePair = z.infer<typeof ClausePair>;

/**
 * What sort of change a reader is shown, so that "only wording" is one click and a changed verb stands out.
 *
 * - wording: words of substance; verb: a modal or a verb that carries a commitment ("shall", "should", "invites");
 * - number: figures and dates; bracket: square brackets put on or taken off; punctuation: marks alone;
 * - variant: quotes, blanks, hyphens and letter forms that read the same; footnote: a reference to a note;
 * - label: a clause's number or letter; move: words that stand elsewhere, unchanged.
 */
export const changeClasses = [
  "wording",
  "verb",
  "number",
  "bracket",
  "punctuation",
  "variant",
  "footnote",
  "label",
  "move",
] as const;

/** One change as a reader is shown it. Insertion: base is empty; deletion: revised is empty; move: both hold the words. */
export const Change = z.object({
  class: z.enum(changeClasses),
  base: TextRange,
  revised: TextRange,
});
export type Change = z.infer<typeof Change>;

/** The same words on both sides, moved ones included: [baseStart, baseEnd, revisedStart, revisedEnd], equal to the letter. */
export const KeptRange = z.tuple([
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
]);
export type KeptRange = z.infer<typeof KeptRange>;

/** How much changed, in words and clauses. */
export const ComparisonStats = z.object({
  words: z.object({
    base: z.int(),
    revised: z.int(),
    kept: z.int(),
    inserted: z.int(),
    deleted: z.int(),
    moved: z.int(),
  }),
  clauses: z.object({
    unchanged: z.int(),
    edited: z.int(),
    moved: z.int(),
    renumbered: z.int(),
    split: z.int(),
    merged: z.int(),
    added: z.int(),
    removed: z.int(),
  }),
});
export type ComparisonStats = z.infer<typeof ComparisonStats>;

/** A comparison of two version texts: the word map (`kept`) and, apart from it, the changes a reader is shown. */
export const Comparison = z.object({
  pairs: z.array(ClausePair),
  kept: z.array(KeptRange),
  changes: z.array(Change),
  stats: ComparisonStats,
  /** Places where the budget of work was reached and the result is coarser; empty nearly always. */
  coarse: z.array(z.object({ base: TextRange, revised: TextRange })),
});
export type Comparison = z.infer<typeof Comparison>;

/** Clauses that are one another, by index. One of the two lists has at most one entry, except both empty never. */
export interface IndexPair {
  base: number[];
  revised: number[];
  /** 0 to 1: how much of the smaller side's words the two share; 1 where a person said so. */
  score: number;
  moved: boolean;
}
