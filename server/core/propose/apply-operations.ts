import { Fragment, type Node } from "prosemirror-model";
import { blocksOf } from "#core/text/clause-block.ts";
import { withNotesMatched } from "#core/propose/match-notes.ts";
import { withRowsCounted } from "#core/propose/count-rows.ts";
import { planProposal, type ClausePlan } from "#core/propose/plan-proposal.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";

/**
 * The draft as a proposal would have it. Steps that cannot be taken are left out and named in `problems`, in the order of
 * the steps; an empty list means the whole proposal was applied.
 *
 * A clause takes its footnotes along, and what is put after a clause stands after its footnotes. A footnote whose last
 * reference went goes with it, and the reference to a footnote that is taken out goes too; one whose reference comes to
 * stand in another clause stands after that. New clauses are called "proposed-N" after their step, counted from 1, and
 * their notes "proposed-N-note-M". Rows are counted anew.
 */
export function applyOperations(
  draft: Node,
  operations: readonly ProposalOperation[],
): { draft: Node; problems: ProposalProblem[] } {
  const { clauses, followers, newNotes, problems } = planProposal(draft, operations);
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

  const kept = withNotesMatched(draft, result, newNotes);
  return { draft: draft.copy(Fragment.from(withRowsCounted(draft, kept))), problems };
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

function idOf(node: Node): string {
  return String(node.attrs["id"]);
}
