import * as z from "zod";
import { ClauseKind } from "#core/text/clause-kind.ts";
import { draftSchema } from "#core/text/schema.ts";
import { ClausePoint } from "#core/discuss/target.ts";

/** Inline content as the draft schema writes it in JSON; refused where the schema does not allow it. */
export const InlineContent = z.array(z.record(z.string(), z.unknown())).superRefine((content, context) => {
  try {
    draftSchema.nodeFromJSON({ type: "clause", attrs: { id: "proposed", kind: "paragraph" }, content }).check();
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
  }
});
export type InlineContent = z.infer<typeof InlineContent>;

/**
 * A footnote that comes with the words of a step: its content refers to the first of them as the clause "new-1", to the
 * second as "new-2". They are the step's own, so steps can be carried, left out and put together without their neighbours.
 */
export const NewNote = z.object({
  /** As its author saw it printed; counted anew where the draft counts its notes. */
  label: z.string(),
  content: InlineContent,
});
export type NewNote = z.infer<typeof NewNote>;

/** Replaces a run inside one clause; start = end inserts, empty content deletes. */
export const ReplaceOperation = z.object({
  kind: z.literal("replace"),
  start: ClausePoint,
  end: ClausePoint,
  content: InlineContent,
  notes: z.array(NewNote).optional(),
});
export type ReplaceOperation = z.infer<typeof ReplaceOperation>;

/**
 * Puts a new clause after another ("" puts it first).
 *
 * A cell says its column, counted from 1. Cells after one another make a row, and one that does not stand to the right of
 * the cell before it begins the next. A row comes below that of the cell it is put after; after what is no cell it is the
 * first of the table that begins there, or begins a table where none does.
 */
export const InsertOperation = z.object({
  kind: z.literal("insert"),
  after: z.string(),
  clause: z.object({
    kind: ClauseKind,
    label: z.string().nullable(),
    depth: z.int().nonnegative(),
    content: InlineContent,
    column: z.int().positive().optional(),
  }),
  notes: z.array(NewNote).optional(),
});
export type InsertOperation = z.infer<typeof InsertOperation>;

/** Takes a whole clause out; a cell goes only with all the others of its row. */
export const DeleteOperation = z.object({ kind: z.literal("delete"), clause: z.string() });

/** Puts a clause after another ("" puts it first). */
export const MoveOperation = z.object({ kind: z.literal("move"), clause: z.string(), after: z.string() });

/** Gives a clause another label. */
export const RelabelOperation = z.object({
  kind: z.literal("relabel"),
  clause: z.string(),
  label: z.string().nullable(),
});

/** One step of a proposal, on the version it was made on. Steps refer to the base, never to one another's result. */
export const ProposalOperation = z.discriminatedUnion("kind", [
  ReplaceOperation,
  InsertOperation,
  DeleteOperation,
  MoveOperation,
  RelabelOperation,
]);
export type ProposalOperation = z.infer<typeof ProposalOperation>;
