import { Fragment, type Node } from "prosemirror-model";
import { blocksOf, footnotesOf } from "#core/annotate/clause-block.ts";
import { planProposal, type ClausePlan } from "#core/annotate/plan-proposal.ts";
import type { ProposalOperation } from "#core/annotate/proposal-operation.ts";
import type { ProposalProblem } from "#core/annotate/proposal-problem.ts";

/**
 * The draft as a proposal would have it. Steps that cannot be taken are left out and named in `problems`, in the order of
 * the steps; an empty list means the whole proposal was applied.
 *
 * A clause takes its footnotes along, and what is put after a clause stands after its footnotes. A footnote whose last
 * reference went goes with it, and the reference to a footnote that is taken out goes too. New clauses are called
 * "proposed-N" after their step, counted from 1.
 */
export function applyOperations(
  draft: Node,
  operations: readonly ProposalOperation[],
): { draft: Node; problems: ProposalProblem[] } {
  const { clauses, followers, problems } = planProposal(draft, operations);
  const blocks = blocksOf(draft);
  const result: Node[] = [];

  const emit = (head: string): void => {
    for (const node of blocks.get(head) ?? []) {
      const plan = clauses.get(idOf(node));
      if (plan?.deletedBy == null) result.push(plan ? editedClause(node, plan) : node);
    }
    emitFollowers(head);
  };
  const emitFollowers = (head: string): void => {
    for (const follower of followers.get(head) ?? []) {
      if ("moved" in follower) emit(follower.moved);
      else result.push(follower.inserted);
    }
  };
  emitFollowers("");
  for (const head of blocks.keys()) if (!clauses.get(head)?.moved) emit(head);

  return { draft: draft.copy(Fragment.from(withNotesMatched(draft, result))), problems };
}

/** A clause with its words and label as planned. */
function editedClause(node: Node, plan: ClausePlan): Node {
  let content = Fragment.empty;
  let reached = 0;
  for (const { from, to, content: put } of plan.replacements) {
    content = content.append(node.content.cut(reached, from)).append(put);
    reached = to;
  }
  content = content.append(node.content.cut(reached));
  return node.type.create(
    plan.relabelled ? { ...node.attrs, label: plan.relabelled.label } : node.attrs,
    content,
    node.marks,
  );
}

/** Takes out footnotes nothing refers to any more, then references to footnotes that are gone; what never matched stays. */
function withNotesMatched(draft: Node, clauses: readonly Node[]): Node[] {
  const referred = allFootnotes(draft.children);
  const stillReferred = allFootnotes(clauses);
  const kept = clauses.filter((node) => !referred.has(idOf(node)) || stillReferred.has(idOf(node)));
  const gone = new Set(draft.children.map(idOf));
  for (const node of kept) gone.delete(idOf(node));
  const dangles = (node: Node): boolean =>
    node.type.name === "footnoteReference" && gone.has(String(node.attrs["clause"]));
  return kept.map((clause) =>
    clause.children.some(dangles)
      ? clause.copy(Fragment.from(clause.children.filter((node) => !dangles(node))))
      : clause,
  );
}

function allFootnotes(clauses: readonly Node[]): Set<string> {
  return footnotesOf(clauses.flatMap((clause) => clause.children));
}

function idOf(node: Node): string {
  return String(node.attrs["id"]);
}
