import type { Fragment } from "prosemirror-model";
import type { CompiledClause } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import { applyOperations } from "#core/propose/apply-operations.ts";
import { draftSchema } from "#core/text/schema.ts";
import { type ClauseEdits, type Follower, newRows, type ProposalPlan, withoutRows } from "../shared/proposal-plan.ts";

/** A new clause. */
export type InsertedClause<Tracker> = Extract<Follower<Tracker>, { inserted: unknown }>;
/** A clause at the position that it moves to. */
export type MovedClause<Tracker> = Extract<Follower<Tracker>, { moved: unknown }>;

/** Writes the changes of proposals into a file. `after` is the clause that another one follows, "" for the start. */
export interface PlanWriter<Tracker> {
  replace(step: ReplaceOperation, tracker: Tracker): void;
  relabel(clause: CompiledClause, label: string | null, tracker: Tracker): void;
  /** Tracks a clause as deleted: a paragraph, a note, or the row of a cell. */
  delete(clause: CompiledClause, tracker: Tracker): void;
  moveAway(clause: CompiledClause, move: { key: string; tracker: Tracker }): void;
  insert(after: string, inserted: InsertedClause<Tracker>): void;
  /** `edits` are the other changes to the clause, which it has at its new position. */
  moveHere(after: string, moved: MovedClause<Tracker>, edits: ClauseEdits<Tracker> | undefined): void;
  insertRow(after: string, cells: readonly [InsertedClause<Tracker>, ...InsertedClause<Tracker>[]]): void;
}

/** Writes a plan whose steps all have a position in the file. A clause that leaves its position has no other changes there. */
export function writePlan<Tracker>(
  { edits, followers }: ProposalPlan<Tracker>,
  clauses: readonly CompiledClause[],
  writer: PlanWriter<Tracker>,
): void {
  const byId = new Map(clauses.map((clause) => [clause.id, clause]));
  for (const [id, own] of edits) {
    const clause = byId.get(id);
    if (!clause) continue;
    if (own.deleted) writer.delete(clause, own.deleted);
    else if (own.moved) writer.moveAway(clause, own.moved);
    else {
      for (const { step, tracker } of own.replaced) writer.replace(step, tracker);
      if (own.relabelled) writer.relabel(clause, own.relabelled.step.label, own.relabelled.tracker);
    }
  }
  for (const [after, list] of followers) {
    for (const follower of withoutRows(list)) {
      if ("inserted" in follower) writer.insert(after, follower);
      else writer.moveHere(after, follower, edits.get(follower.moved));
    }
    for (const [first, ...others] of newRows(list)) if (first) writer.insertRow(after, [first, ...others]);
  }
}

/** Returns a clause's content as proposals reword it. */
export function rewordedContent(
  { content }: Pick<CompiledClause, "content">,
  edits: Pick<ClauseEdits<unknown>, "replaced"> | undefined,
): Fragment {
  const fragment = fragmentOf(content);
  const steps = edits?.replaced.map(({ step }) => step) ?? [];
  const [first] = steps;
  if (!first) return fragment;
  const clause = draftSchema.node("clause", { id: first.start.clause, kind: "paragraph" }, fragment);
  return applyOperations(draftSchema.node("doc", null, clause), steps).draft.child(0).content;
}
