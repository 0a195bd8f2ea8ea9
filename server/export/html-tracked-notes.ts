import { fragmentOf } from "#core/annotate/inline-content.ts";
import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import type { ClauseEdits, ProposalPlan } from "./proposal-plan.ts";

/** A plan in which a footnote goes with the last reference to it, under the name of who takes that out. */
export function withNotesTaken<Tracker>(plan: ProposalPlan<Tracker>, { clauses }: Compilation): ProposalPlan<Tracker> {
  const takenBy = new Map<string, Tracker | null>();
  for (const clause of clauses) {
    for (const { note, at } of referencesIn(clause)) {
      const taker = takerOf(plan.edits.get(clause.id), at);
      takenBy.set(note, takenBy.get(note) === null ? null : taker);
    }
  }
  const edits = new Map(plan.edits);
  for (const [note, tracker] of takenBy) {
    if (tracker !== null) edits.set(note, { replaced: [], relabelled: null, moved: null, deleted: tracker });
  }
  return { ...plan, edits };
}

/** What takes out the reference at an offset: whoever takes out its clause, or the words on both sides of it. */
function takerOf<Tracker>(edits: ClauseEdits<Tracker> | undefined, at: number): Tracker | null {
  if (edits?.deleted) return edits.deleted;
  return edits?.replaced.find(({ step }) => step.start.offset < at && at < step.end.offset)?.tracker ?? null;
}

function referencesIn({ content }: CompiledClause): { note: string; at: number }[] {
  let at = 0;
  return fragmentOf(content).content.flatMap((node) => {
    at += node.textContent.length;
    return node.type.name === "footnoteReference" ? [{ note: String(node.attrs["clause"]), at }] : [];
  });
}
