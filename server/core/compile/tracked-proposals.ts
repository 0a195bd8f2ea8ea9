import type { InlineContent, ProposalOperation, ReplaceOperation } from "#core/annotate/proposal-operation.ts";
import type { Compilation, CompiledThread } from "#core/compile/compilation.ts";

/** A proposal whose steps can stand in the text as tracked changes. */
export interface TrackedProposal {
  thread: CompiledThread;
  operations: ProposalOperation[];
}

/**
 * The proposals that can be drawn into one text together, in the order they were made.
 *
 * A text shows one tracked change in a place: two proposals for the same words cannot both be drawn there, nor can one for
 * words of a clause that another takes out, moves or relabels. The one made first is drawn; of the other the words stay in
 * its comment. A proposal is drawn whole or not at all, for half of it would say something else. Two clauses put in after
 * the same one both stand. Nothing is drawn after a cell or a footnote, which have no place of their own in the text, and
 * no clause with footnotes is moved: Word would have each of them twice.
 */
export function trackedProposals(compilation: Compilation): TrackedProposal[] {
  const candidates = compilation.clauses
    .flatMap(({ threads }) => threads)
    .filter(({ kind, standing }) => kind === "proposal" && standing === "open")
    .sort((one, other) => compare(one.createdAt, other.createdAt) || one.number - other.number);
  const bound = new Set(
    compilation.clauses.filter(({ kind }) => kind === "cell" || kind === "footnote").map(({ id }) => id),
  );
  const noted = new Set(compilation.clauses.filter(({ content }) => refersToNotes(content)).map(({ id }) => id));
  const drawable = (step: ProposalOperation): boolean =>
    step.kind === "replace" || step.kind === "relabel"
      ? true
      : step.kind === "delete"
        ? !bound.has(step.clause)
        : !bound.has(step.after) && (step.kind === "insert" || !noted.has(step.clause));
  const drawn: TrackedProposal[] = [];
  for (const thread of candidates) {
    const operations = thread.operations ?? [];
    const earlier = drawn.flatMap((proposal) => proposal.operations);
    if (operations.length === 0 || !operations.every(drawable)) continue;
    if (operations.some((step) => earlier.some((other) => collide(step, other)))) continue;
    drawn.push({ thread, operations });
  }
  return drawn;
}

function refersToNotes(content: InlineContent): boolean {
  return content.some(({ type }) => type === "footnoteReference");
}

function collide(one: ProposalOperation, other: ProposalOperation): boolean {
  if (follows(one, other) || follows(other, one)) return true;
  if (one.kind === "insert" || other.kind === "insert") return false;
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
