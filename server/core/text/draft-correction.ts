import * as z from "zod";
import { ClauseKind } from "#core/text/clause-kind.ts";

/** What a clause may be said to be: cells stand where their table has them, footnotes with what refers to them. */
const FreeKind = ClauseKind.exclude(["footnote", "cell"]);
const Depth = z.int().min(0).max(8);

/**
 * A clause that reading got wrong, put right by a person before the draft is published. Each has one that takes it back:
 * joining and splitting each other, naming a clause naming it as it was.
 */
export const DraftCorrection = z.discriminatedUnion("kind", [
  /** Joins a clause to the one before it. */
  z.object({
    kind: z.literal("join"),
    clause: z.string(),
    /** Its label was wording, and becomes words again; else it goes. */
    labelAsWords: z.boolean(),
  }),
  /** Parts a clause in two; what stands from the offset on is a clause of its own. */
  z.object({
    kind: z.literal("split"),
    clause: z.string(),
    /** UTF-16 offset into the clause's text, inside it. */
    offset: z.int().positive(),
    /** The label of the second part; taken off its words where they begin with it. */
    label: z.string().min(1).max(40).nullable(),
    /** What the second part is; left out, what the first is. */
    clauseKind: FreeKind.optional(),
    depth: Depth.optional(),
  }),
  /** Says what a clause is; what is left out stays. */
  z.object({
    kind: z.literal("name"),
    clause: z.string(),
    /** A label its words begin with is taken off them. */
    label: z.string().min(1).max(40).nullable().optional(),
    /** The label it had was wording, and becomes words again; else it goes. */
    labelAsWords: z.boolean().optional(),
    clauseKind: FreeKind.optional(),
    depth: Depth.optional(),
  }),
]);
export type DraftCorrection = z.infer<typeof DraftCorrection>;

/** Why a correction cannot be made. */
export type CorrectionProblem =
  /** The draft has no such clause. */
  | "target-not-found"
  /** A cell stays in its table, and a footnote with its reference. */
  | "clause-is-bound"
  | "nothing-before"
  /** The place is not between two words of the clause. */
  | "nothing-to-part";
