import * as z from "zod";
import { revisable } from "#core/discuss/revisable.ts";
import { Speaker } from "#core/discuss/speaker.ts";

/**
 * What the secretariat or the chair decided on a comment or proposal: taken; taken in part; not taken; noted, no change
 * being asked for; merged with another one, whose decision holds; outside what the document is for; left for later.
 */
export const dispositionOutcomes = [
  "accepted",
  "accepted-in-part",
  "not-accepted",
  "noted",
  "merged",
  "out-of-scope",
  "deferred",
] as const;
export const DispositionOutcome = z.enum(dispositionOutcomes);
export type DispositionOutcome = z.infer<typeof DispositionOutcome>;

/** What annotations are told apart by: what was decided on them, or that nothing was. */
export const DispositionFilter = z.enum([...dispositionOutcomes, "undecided"]);

/** One decision, as it was taken. */
export const Decision = z.object({
  outcome: DispositionOutcome,
  /** The annotation it was merged with; null for any other outcome. */
  mergedWith: z.string().nullable(),
  /** Why; "" only where the outcome says enough by itself. */
  reason: z.string(),
  /** Id of the version in which it shows; null where it shows in none, or none yet. */
  shownIn: z.string().nullable(),
  /** Who decided, as secretariat or as chair, frozen then. */
  by: Speaker,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});
export type Decision = z.infer<typeof Decision>;

/** What became of an annotation by decision, with every decision before. */
export const Disposition = z.object({
  /** The annotation's id: it has one at most. */
  id: z.string(),
  documentId: z.string(),
  ...revisable(Decision),
});
export type Disposition = z.infer<typeof Disposition>;

/** Whoever does not get what they asked for, or not all of it, is told why. */
const unexplained: readonly DispositionOutcome[] = ["accepted", "noted", "merged"];

/** Whether a decision with that outcome has to say why. */
export function needsReason(outcome: DispositionOutcome): boolean {
  return !unexplained.includes(outcome);
}
