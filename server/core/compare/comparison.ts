import * as z from "zod";

/** A range of a text: [start, end) in UTF-16 code units. If that side has no text, start = end marks the location. */
export const TextRange = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
export type TextRange = z.infer<typeof TextRange>;

/** How many clauses became how many. A split is 1:n, a merger n:1. */
export const relations = ["1:1", "1:n", "n:1", "added", "removed"] as const;

/** The outcome of one clause, or of a few that were split or merged. */
export const ClausePair = z.object({
  relation: z.enum(relations),
  /** Whether its wording changed. */
  edited: z.boolean(),
  /** Whether its order among its neighbours changed. */
  moved: z.boolean(),
  /** Whether its label changed. */
  renumbered: z.boolean(),
  /** Clause ids in the base, in document order; empty if added. */
  base: z.array(z.string()),
  /** Clause ids in the revised, in document order; empty if removed. */
  revised: z.array(z.string()),
  /** Confidence in the pairing, 0 to 1; for an added or removed clause, confidence that it has no counterpart. */
  score: z.number().min(0).max(1),
});
export type ClausePair = z.infer<typeof ClausePair>;

/**
 * The kinds of change shown to a reader, so that a filter for wording changes is one click and a changed verb is
 * obvious.
 *
 * - wording: words of substance;
 * - verb: a modal or a verb that carries a commitment ("shall", "should", "invites");
 * - number: figures and dates;
 * - bracket: square brackets added or removed, whatever other marks changed;
 * - punctuation: marks only;
 * - variant: quotes, spaces, hyphens and letter forms that read the same;
 * - footnote: a reference to a note;
 * - label: a clause's number or letter;
 * - move: unchanged words at another location.
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

/**
 * One change as shown to a reader. For an insertion, `base` is empty; for a deletion, `revised` is empty; for a move,
 * both hold the words.
 */
export const Change = z.object({
  class: z.enum(changeClasses),
  /** "bracket" if the change also adds or removes square brackets beside or inside other edits. */
  also: z.array(z.literal("bracket")).optional(),
  base: TextRange,
  revised: TextRange,
});
export type Change = z.infer<typeof Change>;

/** Identical words on both sides, including moved ones: [baseStart, baseEnd, revisedStart, revisedEnd]. */
export const KeptRange = z.tuple([
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
  z.int().nonnegative(),
]);
export type KeptRange = z.infer<typeof KeptRange>;

/** The amount of change, in words and in clauses. */
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

/**
 * The clauses that a clause without a partner most likely became, or came from: at most three, best first, each with a
 * score from 0 to 1. A candidate may have a partner, because the clause may have been split or merged.
 */
export const Candidates = z.object({ base: z.string(), revised: z.array(z.string()), scores: z.array(z.number()) });
export type Candidates = z.infer<typeof Candidates>;
export const CandidateOrigins = z.object({
  revised: z.string(),
  base: z.array(z.string()),
  scores: z.array(z.number()),
});
export type CandidateOrigins = z.infer<typeof CandidateOrigins>;

/**
 * The end or the beginning of a choice between options, by clause id: one option became the text, all were deleted, or
 * a text became one of several options.
 */
export const OptionChoice = z.object({
  /** The text that has the options. */
  side: z.enum(["base", "revised"]),
  /** The number whose only text is these options ("4."); null without one. */
  opener: z.string().nullable(),
  /** The first clause of each option, in order. */
  options: z.array(z.string()),
  /** The first clause of the chosen option: the other side has its text. Null if no option was chosen. */
  chosen: z.string().nullable(),
  /** The clauses of the other side that have its text, in order; without a chosen option, the new text in its place. */
  text: z.array(z.string()),
});
export type OptionChoice = z.infer<typeof OptionChoice>;

/** A comparison of two version texts: the word map (`kept`) and, separately, the changes to show a reader. */
export const Comparison = z.object({
  pairs: z.array(ClausePair),
  kept: z.array(KeptRange),
  changes: z.array(Change),
  stats: ComparisonStats,
  /** Likely counterparts of removed clauses, in base order. */
  candidates: z.array(Candidates),
  /** Likely origins of added clauses, in revised order. */
  origins: z.array(CandidateOrigins),
  /** Choices between options. */
  choices: z.array(OptionChoice),
  /** Stretches where a limit was reached, so that not all was compared or looked up; nearly always empty. */
  coarse: z.array(z.object({ base: TextRange, revised: TextRange })),
});
export type Comparison = z.infer<typeof Comparison>;

/** Clauses paired by index. Neither list is empty, and one of the two has exactly one entry. */
export interface IndexPair {
  base: number[];
  revised: number[];
  /** 0 to 1: the share of the smaller side's words that both have; 1 if a person linked them. */
  score: number;
  moved: boolean;
}
