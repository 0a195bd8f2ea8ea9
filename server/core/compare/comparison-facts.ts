import * as z from "zod";

/**
 * Kinds of change by their importance to a delegate, most important first: operative verbs; numbers and dates;
 * negation; brackets and options; other wording and moves; format, which is punctuation, letter forms, references to
 * notes and labels.
 */
export const importances = ["verb", "number", "negation", "bracket", "wording", "format"] as const;
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
