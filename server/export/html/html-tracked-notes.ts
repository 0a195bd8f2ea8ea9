import type { Compilation } from "#core/compile/compilation.ts";
import { noteReferences } from "#core/compile/note-references.ts";
import type { ClauseEdits, ProposalPlan } from "../shared/proposal-plan.ts";

/**
 * A plan in which a footnote goes with the last reference to it, under the name of who takes that out, and to another place
 * with the clause that moves there.
 */
export function withNotesTaken<Tracker>(plan: ProposalPlan<Tracker>, { clauses }: Compilation): ProposalPlan<Tracker> {
  const takenBy = new Map<string, Tracker | null>();
  for (const clause of clauses) {
    for (const { note, at } of noteReferences(clause)) {
      const taker = takerOf(plan.edits.get(clause.id), at);
      takenBy.set(note, takenBy.get(note) === null ? null : taker);
    }
  }
  const edits = new Map(plan.edits);
  for (const [note, tracker] of takenBy) {
    if (tracker !== null) edits.set(note, { replaced: [], relabelled: null, moved: null, deleted: tracker });
  }
  for (const { moved } of plan.edits.values()) {
    if (moved === null) continue;
    for (const note of moved.notes.keys()) {
      edits.set(note, { replaced: [], relabelled: null, moved: { ...moved, notes: new Map() }, deleted: null });
    }
  }
  return { ...plan, edits };
}

/** What takes out the reference at an offset: whoever takes out its clause, or the words on both sides of it. */
function takerOf<Tracker>(edits: ClauseEdits<Tracker> | undefined, at: number): Tracker | null {
  if (edits?.deleted) return edits.deleted;
  return edits?.replaced.find(({ step }) => step.start.offset < at && at < step.end.offset)?.tracker ?? null;
}
