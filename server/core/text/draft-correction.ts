import * as z from "zod";
import { ClauseKind } from "#core/text/clause.ts";

/** Kinds that no correction may assign: cells are fixed by their table, footnotes by the clause that refers to them. */
const boundKinds = ["footnote", "cell"] as const;
const FreeKind = ClauseKind.exclude(boundKinds);
type FreeKind = z.infer<typeof FreeKind>;

/** Maximum number of characters of a label that a correction may set. */
const longestLabel = 40;
const Label = z.string().min(1).max(longestLabel).nullable();

/** Maximum depth that a correction may set. */
const deepest = 8;
const Depth = z.int().min(0).max(deepest);

/**
 * A person's correction to a wrongly read clause, before the draft is published. Every correction can be undone: a join
 * by a split and a split by a join. Naming a clause is undone by naming it as before.
 */
export const DraftCorrection = z.discriminatedUnion("kind", [
  /** Joins a clause to the one before it. */
  z.object({
    kind: z.literal("join"),
    clause: z.string(),
    /** Whether its label is text that was read as a label, and becomes text again. Otherwise the label is dropped. */
    labelAsWords: z.boolean(),
  }),
  /** Splits a clause in two; the text from the offset on becomes a new clause. */
  z.object({
    kind: z.literal("split"),
    clause: z.string(),
    /** UTF-16 offset inside the clause's text. */
    offset: z.int().positive(),
    /** The label of the second part, removed from its text if the text begins with it. */
    label: Label,
    /** The kind of the second part; by default that of the first. */
    clauseKind: FreeKind.optional(),
    depth: Depth.optional(),
  }),
  /** Sets a clause's properties; omitted ones remain as they are. */
  z.object({
    kind: z.literal("name"),
    clause: z.string(),
    /** A label that the text begins with is removed from the text. */
    label: Label.optional(),
    /** Whether the old label was wording and becomes text again; otherwise the old label is dropped. */
    labelAsWords: z.boolean().optional(),
    clauseKind: FreeKind.optional(),
    depth: Depth.optional(),
  }),
]);
export type DraftCorrection = z.infer<typeof DraftCorrection>;

/** The properties of a clause that a correction can set. */
interface Named {
  label: string | null;
  kind: ClauseKind;
  depth: number;
}

/** Returns whether a correction can give a clause the properties of this one. */
export function isAssignable<Clause extends Named>(clause: Clause): clause is Clause & { kind: FreeKind } {
  const { label, kind, depth } = clause;
  const isFree = !boundKinds.some((bound) => bound === kind);
  return isFree && depth <= deepest && (label === null || (label !== "" && label.length <= longestLabel));
}

/** Reasons why a correction is impossible. */
export type CorrectionProblem =
  /** The draft has no such clause. */
  | "target-not-found"
  /** A cell stays in its table, and a footnote with its reference. */
  | "clause-is-bound"
  | "nothing-before"
  /** There is no text on one side of the offset. */
  | "nothing-to-part";
