import type { NewNote } from "#core/discuss/proposal-operation.ts";
import type { Compilation, CompiledClause } from "#core/compile/compilation.ts";
import { ChangeTracker } from "./tracking.ts";
import type { InlineRun } from "../shared/inline-runs.ts";
import { planProposals, type ProposalPlan } from "../shared/proposal-plan.ts";
import { sourceName, type ThreadWording } from "../shared/thread-phrases.ts";

/** A note of a text as tracked changes have it: the draft's, by its clause, or one that comes with a change. */
export type TrackedNote = { clause: string } | { note: NewNote; tracker: ChangeTracker };

/**
 * All notes in the order the text refers to them. LibreOffice gives the notes of a file to its references in their order,
 * whatever their ids say.
 */
export function notesInOrder(
  inText: readonly CompiledClause[],
  runs: ReadonlyMap<string, InlineRun[]>,
  { edits, followers }: ProposalPlan<ChangeTracker>,
): TrackedNote[] {
  const after = (id: string): TrackedNote[] =>
    (followers.get(id) ?? []).flatMap(({ notes, tracker }) => [...notes.values()].map((note) => ({ note, tracker })));
  const inside = ({ id }: CompiledClause): TrackedNote[] => {
    const own = (runs.get(id) ?? []).flatMap((run) =>
      run.kind === "note" ? [{ at: run.start, rank: 1, notes: [{ clause: run.clause }] }] : [],
    );
    // What is put in where a reference stands comes after it, what replaces the words before one comes before it.
    const put = (edits.get(id)?.replaced ?? []).map(({ step, tracker }) => ({
      at: step.end.offset,
      rank: step.start.offset === step.end.offset ? 2 : 0,
      notes: (step.notes ?? []).map((note) => ({ note, tracker })),
    }));
    return [...own, ...put]
      .sort((one, other) => one.at - other.at || one.rank - other.rank)
      .flatMap(({ notes }): TrackedNote[] => notes);
  };
  return [
    ...after(""),
    ...inText.flatMap((clause, index) => {
      const { table } = clause;
      if (!table) return [...inside(clause), ...after(clause.id)];
      if (followers.size === 0) return inside(clause);
      const isSameRow = (other: CompiledClause | undefined): boolean =>
        other?.table?.id === table.id && other.table.row === table.row;
      if (isSameRow(inText[index + 1])) return inside(clause);
      const row = inText.filter(isSameRow);
      return [...inside(clause), ...row.flatMap(({ id }) => after(id))];
    }),
  ];
}

/** Plans the tracked changes of a Word file, each under the name of who proposes it and the day it was proposed. */
export function planTrackedChanges(compilation: Compilation, wording: ThreadWording): ProposalPlan<ChangeTracker> {
  const file = { next: 1, moveNames: new Map<string, string>() };
  return planProposals(compilation, ({ source, createdAt }) => {
    const ofWords = new ChangeTracker(sourceName(source, wording), createdAt.slice(0, 10), file);
    return { ofWords, ofWholeClauses: ofWords.ofWholeClauses };
  });
}
