import type { Compilation, CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { hasOperations } from "#core/discuss/annotation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";

/** A proposal whose steps can be shown in the text as tracked changes. */
export interface TrackedProposal {
  thread: CompiledThread;
  operations: ProposalOperation[];
}

/**
 * Why a proposal is not shown in the text:
 *
 * - not-open: it is not open;
 * - no-place: it is unplaced in this draft;
 * - words-changed: the text of its steps has changed since it was made;
 * - cell-or-footnote: a step inserts or moves something after a cell or a footnote, other than a row after a cell;
 * - footnotes-move: it moves a clause whose footnotes it also changes, or whose footnotes are also referred to
 *   elsewhere;
 * - not-in-file: the file that the text is written into has no place for a step;
 * - taken: it conflicts with an earlier proposal, given by the number of its thread.
 */
export type HiddenReason =
  | { reason: "not-open" | "no-place" | "words-changed" | "cell-or-footnote" | "footnotes-move" | "not-in-file" }
  | { reason: "taken"; by: number };

/** The proposals of a compilation, divided into those shown in the text and the others. */
export interface ProposalsInText {
  /** In the order they were made. */
  shown: TrackedProposal[];
  /** By thread number. */
  hidden: ReadonlyMap<number, HiddenReason>;
}

/**
 * Returns the proposals that can be shown together in one text, and why the others cannot.
 *
 * A text shows one tracked change per position. Two proposals on the same words conflict, and so does a proposal on a
 * clause that another deletes, moves or relabels. The earlier one is shown; the text of the later one stays in its
 * comment.
 *
 * A proposal is shown whole or not at all, because half of it would mean something else. Two clauses inserted after the
 * same clause do not conflict. Only a row can follow a cell, and nothing can follow a footnote, because these have no
 * position of their own in the text.
 *
 * A moved clause takes its footnotes along unchanged. As in Word, each then appears at both positions, so no other
 * proposal can change it.
 *
 * `isWritable` tells whether the file that the text is written into has a place for a step. A new file has one for all.
 */
export function trackedProposals(
  compilation: Compilation,
  isWritable: (step: ProposalOperation) => boolean = () => true,
): ProposalsInText {
  const { general, clauses, orphans } = compilation;
  const proposals = [...general, ...clauses.flatMap(({ threads }) => threads), ...orphans]
    .filter(hasOperations)
    .sort((left, right) => compare(left.createdAt, right.createdAt) || left.number - right.number);
  const kindOf = new Map(clauses.map(({ id, kind }) => [id, kind]));
  const references = new Map(clauses.map((clause) => [clause.id, noteReferences(clause)]));
  const referring = new Map<string, string[]>();
  for (const [clause, notes] of references) {
    for (const { note } of notes) referring.set(note, [...(referring.get(note) ?? []), clause]);
  }
  /** The clause that refers to a footnote. Any other clause is its own. */
  const bearer = (id: string): string => referring.get(id)?.[0] ?? id;
  const isBound = (id: string): boolean => kindOf.get(id) === "cell" || kindOf.get(id) === "footnote";
  const ofBound = (step: ProposalOperation): boolean => {
    if (step.kind === "insert" && step.clause.kind === "cell") return kindOf.get(step.after) === "footnote";
    return (step.kind === "insert" || step.kind === "move") && isBound(step.after);
  };
  const shown: TrackedProposal[] = [];
  const hidden = new Map<number, HiddenReason>();
  for (const thread of proposals) {
    const operations = thread.operations ?? [];
    const reason = hiddenReason(thread, operations);
    if (reason) hidden.set(thread.number, reason);
    else shown.push({ thread, operations });
  }
  return { shown, hidden };

  function hiddenReason(
    { standing, targets }: CompiledThread,
    steps: readonly ProposalOperation[],
  ): HiddenReason | null {
    if (standing !== "open") return { reason: "not-open" };
    if (steps.length === 0) return { reason: targets.length === 0 ? "no-place" : "words-changed" };
    if (steps.some(ofBound)) return { reason: "cell-or-footnote" };
    if (steps.some((step) => step.kind === "move" && !movesWithNotes(step.clause, steps)))
      return { reason: "footnotes-move" };
    if (!steps.every(isWritable)) return { reason: "not-in-file" };
    const conflicting = shown.find((earlier) =>
      steps.some((step) => earlier.operations.some((operation) => collide(step, operation, bearer))),
    );
    return conflicting ? { reason: "taken", by: conflicting.thread.number } : null;
  }

  /** Returns true if a clause's footnotes can appear unchanged at both its old and its new position. */
  function movesWithNotes(clause: string, steps: readonly ProposalOperation[]): boolean {
    const notes = references.get(clause) ?? [];
    const isOwn = ({ note }: { note: string }): boolean =>
      kindOf.get(note) === "footnote" && referring.get(note)?.length === 1;
    const changesNotes = (step: ProposalOperation): boolean => {
      if (step.kind === "insert") return false;
      const changed = clauseOf(step);
      if (step.kind !== "replace" || changed !== clause) return notes.some(({ note }) => note === changed);
      const swallows = notes.some(({ at }) => step.start.offset < at && at < step.end.offset);
      return swallows || (step.notes ?? []).length > 0;
    };
    return notes.every(isOwn) && !steps.some(changesNotes);
  }
}

function collide(left: ProposalOperation, right: ProposalOperation, bearer: (id: string) => string): boolean {
  if (follows(left, right) || follows(right, left)) return true;
  if (left.kind === "insert" || right.kind === "insert") return false;
  if (left.kind === "move" || right.kind === "move") return bearer(clauseOf(left)) === bearer(clauseOf(right));
  if (clauseOf(left) !== clauseOf(right)) return false;
  return left.kind !== "replace" || right.kind !== "replace" || overlap(left, right);
}

/** Returns true if a clause is inserted or moved after one that the other step moves or deletes. */
function follows(step: ProposalOperation, other: ProposalOperation): boolean {
  const leaves = other.kind === "move" || other.kind === "delete" ? other.clause : null;
  return leaves !== null && (step.kind === "insert" || step.kind === "move") && step.after === leaves;
}

/** Returns true if two ranges overlap, or if one is an insertion inside the other or at its edge. */
function overlap(left: ReplaceOperation, right: ReplaceOperation): boolean {
  const [from, to] = [Math.max(left.start.offset, right.start.offset), Math.min(left.end.offset, right.end.offset)];
  return from < to || (from === to && (isPoint(left) || isPoint(right)));
}

function isPoint({ start, end }: ReplaceOperation): boolean {
  return start.offset === end.offset;
}

function clauseOf(step: Exclude<ProposalOperation, { kind: "insert" }>): string {
  return step.kind === "replace" ? step.start.clause : step.clause;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : Number(left > right);
}

/**
 * Returns the footnotes that a clause refers to, by the ids of their clauses. `at` is the UTF-16 offset of the
 * reference in the clause's text.
 */
export function noteReferences({ content }: Pick<CompiledClause, "content">): { note: string; at: number }[] {
  let at = 0;
  return fragmentOf(content).content.flatMap((node) => {
    at += node.textContent.length;
    return node.type.name === "footnoteReference" ? [{ note: String(node.attrs["clause"]), at }] : [];
  });
}
