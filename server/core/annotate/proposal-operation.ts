import * as z from "zod";
import { ClauseKind } from "#core/text/clause-kind.ts";
import { draftSchema } from "#core/text/schema.ts";
import { ClausePoint } from "#core/annotate/target.ts";

/** Inline content as the draft schema writes it in JSON; refused where the schema does not allow it. */
export const InlineContent = z.array(z.record(z.string(), z.unknown())).superRefine((content, context) => {
  try {
    draftSchema.nodeFromJSON({ type: "clause", attrs: { id: "proposed", kind: "paragraph" }, content }).check();
  } catch (error) {
    context.addIssue({ code: "custom", message: error instanceof Error ? error.message : String(error) });
  }
});
export type InlineContent = z.infer<typeof InlineContent>;

/** Replaces a run inside one clause; start = end inserts, empty content deletes. */
export const ReplaceOperation = z.object({
  kind: z.literal("replace"),
  start: ClausePoint,
  end: ClausePoint,
  content: InlineContent,
});
export type ReplaceOperation = z.infer<typeof ReplaceOperation>;

/** Puts a new clause after another ("" puts it first). */
export const InsertOperation = z.object({
  kind: z.literal("insert"),
  after: z.string(),
  clause: z.object({
    kind: ClauseKind,
    label: z.string().nullable(),
    depth: z.int().nonnegative(),
    content: InlineContent,
  }),
});
export type InsertOperation = z.infer<typeof InsertOperation>;

/** Takes a whole clause out. */
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
