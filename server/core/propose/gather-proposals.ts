import type { Node } from "prosemirror-model";
import { applyOperations } from "#core/propose/apply-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";

/** A proposal, its steps as they read on the draft that proposals are gathered into. */
export interface GatherableProposal {
  id: string;
  operations: readonly ProposalOperation[];
}

/** Why a proposal was left out: what it would do to the draft cannot be done, or not beside another that was taken. */
export interface Collision extends Pick<ProposalProblem, "code" | "params"> {
  /** The proposal taken before it, which it cannot stand beside; null where it does not fit the draft at all. */
  with: string | null;
}

/** A draft with proposals gathered into it. */
export interface Gathered {
  draft: Node;
  /** Ids of the proposals in it, in their order. */
  taken: string[];
  /** Their steps, one after another: what makes the draft of the base. */
  operations: ProposalOperation[];
  /** Those that were left out, by id, each with why. */
  left: ReadonlyMap<string, readonly Collision[]>;
}

/**
 * Gathers proposals into a draft, in their order. A proposal is taken whole or left out whole: half of it is another
 * proposal, that nobody made. Where two cannot stand beside each other the first is taken, and the second names it.
 */
export function gatherProposals(draft: Node, proposals: readonly GatherableProposal[]): Gathered {
  const taken: string[] = [];
  const left = new Map<string, Collision[]>();
  let operations: ProposalOperation[] = [];
  let owners: string[] = [];
  for (const { id, operations: own } of proposals) {
    const [together, by] = [
      [...operations, ...own],
      [...owners, ...own.map(() => id)],
    ];
    const { problems } = applyOperations(draft, together);
    if (problems.length === 0) {
      taken.push(id);
      [operations, owners] = [together, by];
    } else {
      left.set(
        id,
        problems.map((problem) => collisionOf(problem, id, together, by)),
      );
    }
  }
  return { draft: applyOperations(draft, operations).draft, taken, operations, left };
}

function collisionOf(
  { operation, code, params }: ProposalProblem,
  id: string,
  operations: readonly ProposalOperation[],
  owners: readonly string[],
): Collision {
  const owner = owners[operation];
  const other = owner === id ? otherParty(operation, code, params, operations, owners) : owner;
  // Steps are counted over all proposals here, which is no number anybody has seen.
  const { other: _step, ...said } = params;
  return { with: other === undefined || other === id ? null : other, code, params: said };
}

/** Whose step stands in the way of one of the proposal's own. */
function otherParty(
  operation: number,
  code: ProposalProblem["code"],
  { other }: ProposalProblem["params"],
  operations: readonly ProposalOperation[],
  owners: readonly string[],
): string | undefined {
  if (typeof other === "number") return owners[other - 1];
  if (code !== "clause-deleted") return undefined;
  const step = operations[operation];
  const clause = step && clauseOf(step);
  return owners[operations.findIndex((one) => one.kind === "delete" && one.clause === clause)];
}

function clauseOf(step: ProposalOperation): string | undefined {
  if (step.kind === "replace") return step.start.clause;
  return step.kind === "insert" ? undefined : step.clause;
}
