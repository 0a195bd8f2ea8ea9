import * as z from "zod";

/**
 * A position in a clause's text: a UTF-16 offset, from 0 (before the first character) to the length (after the last).
 */
export const ClausePoint = z.object({
  clause: z.string(),
  offset: z.int().nonnegative(),
});
export type ClausePoint = z.infer<typeof ClausePoint>;

/**
 * The original text and its context, which verify a placement. Text across clauses has "\n" between them. Prefix and
 * suffix have at most 32 UTF-16 code units and never leave the clause.
 */
export const Quote = z.object({
  exact: z.string(),
  prefix: z.string(),
  suffix: z.string(),
});
export type Quote = z.infer<typeof Quote>;

/** A range of text from one point to another; it may cross clauses. */
export const RangeTarget = z.object({
  kind: z.literal("range"),
  start: ClausePoint,
  end: ClausePoint,
  quote: Quote,
});
export type RangeTarget = z.infer<typeof RangeTarget>;

/** A whole clause, including its label. */
export const ClauseTarget = z.object({ kind: z.literal("clause"), clause: z.string() });

/** A heading or verb with everything under it. */
export const SectionTarget = z.object({ kind: z.literal("section"), clause: z.string() });

/** The whole document, for a general remark. */
export const DocumentTarget = z.object({ kind: z.literal("document") });

/** The target of an annotation on one version. */
export const Target = z.discriminatedUnion("kind", [RangeTarget, ClauseTarget, SectionTarget, DocumentTarget]);
export type Target = z.infer<typeof Target>;

/** Returns whether two lists have the same targets in the same order. */
export function isSameTargets(targets: readonly Target[], others: readonly Target[]): boolean {
  return JSON.stringify(targets) === JSON.stringify(others);
}

/** Returns the id of the clause where a target begins; undefined for the whole document. */
export function clauseOfTarget(target: Target): string | undefined {
  if (target.kind === "document") return undefined;
  return target.kind === "range" ? target.start.clause : target.clause;
}
