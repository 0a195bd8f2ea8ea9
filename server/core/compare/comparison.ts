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
  /** The first clauses of other options that have a counterpart of their own, so that they were not deleted or added. */
  paired: z.array(z.string()),
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

/**
 * Kinds of change by their importance to a delegate, most important first: operative verbs, and those that open a part
 * of an Opinion; numbers and dates, also in words; whole clauses that were added or deleted; negation; brackets and
 * options; other wording and moves; format, which is punctuation, letter forms, references to notes and labels.
 */
export const importances = ["verb", "number", "clause", "negation", "bracket", "wording", "format"] as const;
export type Importance = (typeof importances)[number];

/** The changes of one importance, as indexes of the comparison's changes, in their order. */
export const ImportantChanges = z.object({
  importance: z.enum(importances),
  changes: z.array(z.int().nonnegative()),
});
export type ImportantChanges = z.infer<typeof ImportantChanges>;

/** The same replacement at several locations: "X became Y, 47 times". */
export const RepeatedReplacement = z.object({
  base: z.string(),
  revised: z.string(),
  /** The changes that contain it, as indexes of the comparison's changes, in their order; one index for each time. */
  changes: z.array(z.int().nonnegative()),
});
export type RepeatedReplacement = z.infer<typeof RepeatedReplacement>;

/** An article or section with many changes. */
export const ChangedSection = z.object({
  /** The text that has it: the revised one, or the base if it was deleted. */
  side: z.enum(["base", "revised"]),
  /** Id and citation of the clause that opens it. */
  clause: z.string(),
  citation: z.string(),
  /** Number of characters added and deleted in it, without moves. */
  characters: z.int().positive(),
});
export type ChangedSection = z.infer<typeof ChangedSection>;

/** The signs that text is open: square brackets, and named alternatives. */
export const openKinds = ["bracket", "option"] as const;
export type OpenKind = (typeof openKinds)[number];

/** Whether the words of a new bracket or option are new too, or were in the draft before. */
export const openedWordings = ["new", "existing"] as const;
export type OpenedWording = (typeof openedWordings)[number];

/**
 * The wording of a bracket or option that closed.
 *
 * - agreed: it stayed, without brackets or as the only option;
 * - moved: it stayed, without brackets, but in another clause;
 * - enclosed: it stayed, but inside another bracket or option;
 * - changed: other words replaced it, or only some of it stayed;
 * - deleted: it left.
 */
export const closedOutcomes = ["agreed", "moved", "enclosed", "changed", "deleted"] as const;
export type ClosedOutcome = (typeof closedOutcomes)[number];

/** A bracket or an option of a text. */
export const OpenPoint = z.object({
  kind: z.enum(openKinds),
  /** Id and citation of the clause in which it opens. */
  clause: z.string(),
  citation: z.string(),
  /** In the version's text, with the brackets. Empty if they are only in the clause's label. */
  range: TextRange,
  /** The beginning of its text. */
  text: z.string(),
});
export type OpenPoint = z.infer<typeof OpenPoint>;

export const OpenedPoint = OpenPoint.extend({ wording: z.enum(openedWordings) });
export type OpenedPoint = z.infer<typeof OpenedPoint>;
export const ClosedPoint = OpenPoint.extend({ outcome: z.enum(closedOutcomes) });
export type ClosedPoint = z.infer<typeof ClosedPoint>;

/** The brackets and options that opened, closed and remained from one draft to the next, each list in text order. */
export interface BracketChanges {
  /** Points of the revised text. */
  opened: OpenedPoint[];
  /** Points of the base. */
  closed: ClosedPoint[];
  /** Points of the revised text. */
  remained: OpenPoint[];
}
