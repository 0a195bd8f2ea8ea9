import * as z from "zod";
import type { Annotation } from "#core/discuss/annotation.ts";
import { revisable } from "#core/discuss/revisable.ts";
import { Speaker } from "#core/discuss/speaker.ts";
import { codesOf } from "#core/text/closed-list.ts";

/** The properties of an outcome. */
interface OutcomeFacts {
  /** Whether the decision must give a reason, because the author did not get everything that they asked for. */
  needsReason: boolean;
  /** Whether the decision names the annotation that it is merged with. No other outcome may name one. */
  namesAnother: boolean;
  /** Whether the proposal's wording is taken up, wholly or in part, so that the next draft shows the decision. */
  takesUp: boolean;
  /** Whether the next draft gathers the proposal: by default, only if a person picks it, or never. */
  inclusion: "by-default" | "if-picked" | "never";
}

/**
 * The decision of the secretariat or the chair on a comment or proposal. "noted" means that no change was requested.
 * "merged" means that the decision on another annotation applies. "out-of-scope" means that it is outside the purpose
 * of the document. The order is that of choices and filters.
 */
export const decisionOutcomes = {
  accepted: { needsReason: false, namesAnother: false, takesUp: true, inclusion: "by-default" },
  "accepted-in-part": { needsReason: true, namesAnother: false, takesUp: true, inclusion: "if-picked" },
  "not-accepted": { needsReason: true, namesAnother: false, takesUp: false, inclusion: "never" },
  noted: { needsReason: false, namesAnother: false, takesUp: false, inclusion: "never" },
  merged: { needsReason: false, namesAnother: true, takesUp: false, inclusion: "never" },
  "out-of-scope": { needsReason: true, namesAnother: false, takesUp: false, inclusion: "never" },
  deferred: { needsReason: true, namesAnother: false, takesUp: false, inclusion: "never" },
} as const satisfies Readonly<Record<string, OutcomeFacts>>;
export const DecisionOutcome = z.enum(codesOf(decisionOutcomes));
export type DecisionOutcome = z.infer<typeof DecisionOutcome>;

/** The values of the decision filter: each outcome, or no decision yet. */
export const outcomeFilters = [...codesOf(decisionOutcomes), "undecided"] as const;
export const OutcomeFilter = z.enum(outcomeFilters);

/** Number of comments and proposals with an outcome. */
export const OutcomeCount = z.object({ outcome: OutcomeFilter, count: z.int() });
export type OutcomeCount = z.infer<typeof OutcomeCount>;

/** One decision of the secretariat or the chair. */
export const Decision = z.object({
  outcome: DecisionOutcome,
  /** Id of the annotation it was merged with; null for any other outcome. */
  mergedWith: z.string().nullable(),
  /**
   * Id of the reply with whose amendment the proposal is accepted. Null or absent if it is accepted in its own wording,
   * and for outcomes that do not take it up.
   */
  amendedBy: z.string().nullable().optional(),
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
export const DecisionRecord = z.object({
  /** The annotation's id, because an annotation has at most one decision. */
  id: z.string(),
  documentId: z.string(),
  ...revisable(Decision),
});
export type DecisionRecord = z.infer<typeof DecisionRecord>;

/** Whether an annotation awaits a decision of the secretariat or the chair. */
export function isUndecided({
  annotation: { visibility, standing },
  decision,
}: {
  annotation: Pick<Annotation, "visibility" | "standing">;
  decision: Pick<DecisionRecord, "current"> | null;
}): boolean {
  return visibility === "submitted" && standing === "open" && !decision?.current;
}

/**
 * Returns whether the next draft gathers a proposal with this decision: by default, only if a person picks it, or
 * never. A proposal that a version already shows is never gathered. An undecided one may be picked.
 */
export function inclusionOf(decision: Pick<Decision, "outcome" | "shownIn"> | null): OutcomeFacts["inclusion"] {
  if (decision === null) return "if-picked";
  return decision.shownIn === null ? decisionOutcomes[decision.outcome].inclusion : "never";
}
