import type { Compilation, CompiledClause, CompiledThread } from "#core/compile/compilation.ts";
import { fragmentOf } from "#core/discuss/inline-content.ts";
import type { ProposalOperation, ReplaceOperation } from "#core/discuss/proposal-operation.ts";

/** A proposal whose steps can stand in the text as tracked changes. */
interface TrackedProposal {
  thread: CompiledThread;
  operations: ProposalOperation[];
}

/**
 * Why a proposal is not drawn into the text: it is not open; it has no place in this draft; the words its steps are on are
 * not what they were when it was made; a step puts something after a cell or a footnote, but for a row after a cell; it moves a
 * clause with footnotes that it changes, or that other words refer to; or another that was made before it, by its thread's
 * number, stands in its place.
 */
export type Undrawn =
  | { reason: "not-open" | "no-place" | "words-changed" | "cell-or-footnote" | "footnotes-move" }
  | { reason: "taken"; by: number };

/** The proposals of a compilation, told apart by whether they are drawn. */
interface ProposalsInText {
  /** In the order they were made. */
  drawn: TrackedProposal[];
  /** By the numbers of their threads. */
  undrawn: ReadonlyMap<number, Undrawn>;
}

/**
 * The proposals that can be drawn into one text together, and why the others cannot.
 *
 * A text shows one tracked change in a place: two proposals for the same words cannot both be drawn there, nor can one for
 * words of a clause that another takes out, moves or relabels. The one made first is drawn; of the other the words stay in
 * its comment. A proposal is drawn whole or not at all, for half of it would say something else. Two clauses put in after
 * the same one both stand. Nothing but a row is drawn after a cell, and nothing after a footnote, which have no place of
 * their own in the text. A clause that moves takes its footnotes along as they are: each stands at both places, as Word has
 * it, so that nothing else can be proposed for one there.
 */
export function trackedProposals(compilation: Compilation): ProposalsInText {
  const { general, clauses, orphans } = compilation;
  const proposals = [...general, ...clauses.flatMap(({ threads }) => threads), ...orphans]
    .filter(({ kind }) => kind === "proposal")
    .sort((one, other) => compare(one.createdAt, other.createdAt) || one.number - other.number);
  const kindOf = new Map(clauses.map(({ id, kind }) => [id, kind]));
  const references = new Map(clauses.map((clause) => [clause.id, noteReferences(clause)]));
  const referring = new Map<string, string[]>();
  for (const [clause, notes] of references) {
    for (const { note } of notes) referring.set(note, [...(referring.get(note) ?? []), clause]);
  }
  /** The clause that refers to a footnote; any other clause itself. */
  const bearer = (id: string): string => referring.get(id)?.[0] ?? id;
  const isBound = (id: string): boolean => kindOf.get(id) === "cell" || kindOf.get(id) === "footnote";
  const ofBound = (step: ProposalOperation): boolean => {
    if (step.kind === "insert" && step.clause.kind === "cell") return kindOf.get(step.after) === "footnote";
    return (step.kind === "insert" || step.kind === "move") && isBound(step.after);
  };
  const drawn: TrackedProposal[] = [];
  const undrawn = new Map<number, Undrawn>();
  for (const thread of proposals) {
    const operations = thread.operations ?? [];
    const reason = undrawnFor(thread, operations);
    if (reason) undrawn.set(thread.number, reason);
    else drawn.push({ thread, operations });
  }
  return { drawn, undrawn };

  function undrawnFor({ standing, targets }: CompiledThread, steps: readonly ProposalOperation[]): Undrawn | null {
    if (standing !== "open") return { reason: "not-open" };
    if (steps.length === 0) return { reason: targets.length === 0 ? "no-place" : "words-changed" };
    if (steps.some(ofBound)) return { reason: "cell-or-footnote" };
    if (steps.some((step) => step.kind === "move" && !takesNotesAlong(step.clause, steps)))
      return { reason: "footnotes-move" };
    const taker = drawn.find((earlier) =>
      steps.some((step) => earlier.operations.some((one) => collide(step, one, bearer))),
    );
    return taker ? { reason: "taken", by: taker.thread.number } : null;
  }

  /** Whether a clause's footnotes can stand at its new place as they are at the one it leaves. */
  function takesNotesAlong(clause: string, steps: readonly ProposalOperation[]): boolean {
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

function collide(one: ProposalOperation, other: ProposalOperation, bearer: (id: string) => string): boolean {
  if (follows(one, other) || follows(other, one)) return true;
  if (one.kind === "insert" || other.kind === "insert") return false;
  if (one.kind === "move" || other.kind === "move") return bearer(clauseOf(one)) === bearer(clauseOf(other));
  if (clauseOf(one) !== clauseOf(other)) return false;
  return one.kind !== "replace" || other.kind !== "replace" || overlap(one, other);
}

/** Whether a clause is put after one that the other step takes elsewhere or out. */
function follows(one: ProposalOperation, other: ProposalOperation): boolean {
  const leaves = other.kind === "move" || other.kind === "delete" ? other.clause : null;
  return leaves !== null && (one.kind === "insert" || one.kind === "move") && one.after === leaves;
}

/** Whether two runs share a word, or one is put in inside the other or where it is. */
function overlap(one: ReplaceOperation, other: ReplaceOperation): boolean {
  const [from, to] = [Math.max(one.start.offset, other.start.offset), Math.min(one.end.offset, other.end.offset)];
  return from < to || (from === to && (isPoint(one) || isPoint(other)));
}

function isPoint({ start, end }: ReplaceOperation): boolean {
  return start.offset === end.offset;
}

function clauseOf(step: Exclude<ProposalOperation, { kind: "insert" }>): string {
  return step.kind === "replace" ? step.start.clause : step.clause;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}

/** The footnotes a clause refers to, by their clauses, each with the offset in its words (UTF-16) that its sign stands at. */
export function noteReferences({ content }: Pick<CompiledClause, "content">): { note: string; at: number }[] {
  let at = 0;
  return fragmentOf(content).content.flatMap((node) => {
    at += node.textContent.length;
    return node.type.name === "footnoteReference" ? [{ note: String(node.attrs["clause"]), at }] : [];
  });
}
