import * as z from "zod";
import { ClauseKind } from "#core/text/clause.ts";
import { checkContent } from "#core/discuss/check-content.ts";
import { ClausePoint } from "#core/discuss/target.ts";

/** Inline content in the draft schema's JSON. Content that the schema does not allow is rejected. */
export const InlineContent = z.array(z.record(z.string(), z.unknown())).superRefine((content, context) => {
  try {
    checkContent(content);
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
  }
});
export type InlineContent = z.infer<typeof InlineContent>;

/**
 * A footnote that comes with an operation's content. The content refers to the first one as clause "new-1", to the
 * second as "new-2". Each operation has its own notes, so operations can be carried, left out and combined
 * independently.
 */
export const NewNote = z.object({
  /** The label that its author saw; the note is renumbered if the draft numbers its notes. */
  label: z.string(),
  content: InlineContent,
});
export type NewNote = z.infer<typeof NewNote>;

/** Replaces a range inside one clause. If start = end it inserts; if the content is empty it deletes. */
export const ReplaceOperation = z.object({
  kind: z.literal("replace"),
  start: ClausePoint,
  end: ClausePoint,
  content: InlineContent,
  notes: z.array(NewNote).optional(),
});
export type ReplaceOperation = z.infer<typeof ReplaceOperation>;

/**
 * Inserts a new clause after another ("" inserts it first).
 *
 * A cell gives its column, counted from 1. Consecutive cells form a row, and a cell that is not to the right of the
 * previous one begins the next row. After a cell, a row is inserted below that cell's row. After any other clause, it
 * becomes the first row of the table that begins there, or begins a new table.
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

/** Deletes a whole clause. A cell can only be deleted with all the others of its row. */
export const DeleteOperation = z.object({ kind: z.literal("delete"), clause: z.string() });

/** Moves a clause after another ("" moves it to the start). */
export const MoveOperation = z.object({ kind: z.literal("move"), clause: z.string(), after: z.string() });

/** Changes a clause's label. */
export const RelabelOperation = z.object({
  kind: z.literal("relabel"),
  clause: z.string(),
  label: z.string().nullable(),
});

/**
 * One operation of a proposal. It refers to the version the proposal was made on, never to the result of another
 * operation.
 */
export const ProposalOperation = z.discriminatedUnion("kind", [
  ReplaceOperation,
  InsertOperation,
  DeleteOperation,
  MoveOperation,
  RelabelOperation,
]);
export type ProposalOperation = z.infer<typeof ProposalOperation>;
