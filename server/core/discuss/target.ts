import * as z from "zod";

/** A place inside a clause's text: a UTF-16 offset, from 0 (before the first character) to the length (after the last). */
export const ClausePoint = z.object({
  clause: z.string(),
  offset: z.int().nonnegative(),
});
export type ClausePoint = z.infer<typeof ClausePoint>;

/**
 * The words as they stood, and what stood around them: what a placement is checked against. Words that cross clauses
 * have "\n" between them. Prefix and suffix hold at most 32 characters and never leave the clause.
 */
export const Quote = z.object({
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});
export type Quote = z.infer<typeof Quote>;

/** A run of words from one point to another; it may cross clauses. */
export const RangeTarget = z.object({
  kind: z.literal("range"),
  start: ClausePoint,
  end: ClausePoint,
  quote: Quote,
});
export type RangeTarget = z.infer<typeof RangeTarget>;

/** A whole clause, its label included. */
export const ClauseTarget = z.object({ kind: z.literal("clause"), clause: z.string() });

/** A heading or verb with all that stands under it. */
export const SectionTarget = z.object({ kind: z.literal("section"), clause: z.string() });

/** The whole document: a general remark. */
export const DocumentTarget = z.object({ kind: z.literal("document") });

/** What an annotation speaks of, on one version. */
export const Target = z.discriminatedUnion("kind", [RangeTarget, ClauseTarget, SectionTarget, DocumentTarget]);
export type Target = z.infer<typeof Target>;

/** Whether two lists speak of the same places, in the same order. */
export function isSameTargets(some: readonly Target[], others: readonly Target[]): boolean {
  return JSON.stringify(some) === JSON.stringify(others);
}

/** The clause where a target begins; undefined where it is the whole document. */
export function clauseOfTarget(target: Target): string | undefined {
  if (target.kind === "document") return undefined;
  return target.kind === "range" ? target.start.clause : target.clause;
}
