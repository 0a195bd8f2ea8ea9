import * as z from "zod";
import { revisable } from "#core/discuss/revisable.ts";
import { Speaker } from "#core/discuss/speaker.ts";

/**
 * The decision of the secretariat or the chair on a comment or proposal. "noted" means that no change was requested.
 * "merged" means that the decision on another annotation applies. "out-of-scope" means that it is outside the purpose
 * of the document.
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

/** The values of the disposition filter: each outcome, or no decision yet. */
export const DispositionFilter = z.enum([...dispositionOutcomes, "undecided"]);

/** One decision of the secretariat or the chair. */
export const Decision = z.object({
  outcome: DispositionOutcome,
  /** Id of the annotation it was merged with; null for any other outcome. */
  mergedWith: z.string().nullable(),
  /** The reason; "" only if the outcome explains itself. */
  reason: z.string(),
  /** Id of the version that shows the outcome; null if none does, or none yet. */
  shownIn: z.string().nullable(),
  /** The secretariat or chair who decided, as recorded at that time. */
  by: Speaker,
  /** ISO 8601, UTC. */
  at: z.iso.datetime(),
});
export type Decision = z.infer<typeof Decision>;

/** The current decision on an annotation, with all earlier decisions. */
export const Disposition = z.object({
  /** The annotation's id, because an annotation has at most one disposition. */
  id: z.string(),
  documentId: z.string(),
  ...revisable(Decision),
});
export type Disposition = z.infer<typeof Disposition>;

/** All other outcomes need a reason, because the author did not get everything that they asked for. */
const unexplained: readonly DispositionOutcome[] = ["accepted", "noted", "merged"];

/** Returns whether a decision with this outcome needs a reason. */
export function needsReason(outcome: DispositionOutcome): boolean {
  return !unexplained.includes(outcome);
}
