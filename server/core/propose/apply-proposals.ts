import type { Node } from "prosemirror-model";
import { applyOperations } from "#core/propose/apply-operations.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { ProposalProblem } from "#core/propose/proposal-problem.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A proposal whose operations refer to the draft into which proposals are compiled. */
export interface ApplicableProposal {
  id: string;
  operations: readonly ProposalOperation[];
}

/** The reason why a proposal was left out: it does not apply to the draft, or it conflicts with another proposal. */
export interface Collision extends Pick<ProposalProblem, "code" | "params"> {
  /** Id of the earlier proposal with which it conflicts; null if it does not apply to the draft at all. */
  with: string | null;
}

/** A draft with proposals compiled into it. */
export interface AppliedProposals {
  draft: Node;
  /** Ids of the applied proposals, in order. */
  applied: string[];
  /** Their operations in sequence, which turn the base into this draft. */
  operations: ProposalOperation[];
  /** The proposals that were left out, by id, with the reasons. */
  collisions: ReadonlyMap<string, readonly Collision[]>;
}

/**
 * Compiles proposals into a draft, in order. Each proposal is applied completely or left out, because half a proposal
 * would be one that nobody made. If two proposals conflict, the first is applied, and the second names the first.
 */
export function applyProposals(
  { draft, text }: { draft: Node; text: VersionText },
  proposals: readonly ApplicableProposal[],
): AppliedProposals {
  const applied: string[] = [];
  const collisions = new Map<string, Collision[]>();
  let operations: ProposalOperation[] = [];
  let owners: string[] = [];
  for (const { id, operations: proposed } of proposals) {
    const [together, by] = [
      [...operations, ...proposed],
      [...owners, ...proposed.map(() => id)],
    ];
    const { problems } = applyOperations(draft, together, text);
    if (problems.length === 0) {
      applied.push(id);
      [operations, owners] = [together, by];
    } else {
      collisions.set(
        id,
        problems.map((problem) => collisionOf(problem, id, { operations: together, owners: by })),
      );
    }
  }
  return { draft: applyOperations(draft, operations).draft, applied, operations, collisions };
}

/** The operations of several proposals in sequence, and the id of the proposal of each. */
interface OwnedOperations {
  operations: readonly ProposalOperation[];
  owners: readonly string[];
}

function collisionOf(problem: ProposalProblem, id: string, owned: OwnedOperations): Collision {
  const { operation, code, params } = problem;
  const owner = owned.owners[operation];
  const conflicting = owner === id ? otherParty(problem, owned) : owner;
  // Here operations are numbered across all proposals, so the number means nothing to a reader.
  const { other: _step, ...rest } = params;
  return { with: conflicting === undefined || conflicting === id ? null : conflicting, code, params: rest };
}

/** Returns the id of the proposal whose operation conflicts with one of this proposal's own. */
function otherParty(
  { operation, code, params: { other } }: ProposalProblem,
  { operations, owners }: OwnedOperations,
): string | undefined {
  if (typeof other === "number") return owners[other - 1];
  if (code !== "clause-deleted") return undefined;
  const step = operations[operation];
  const clause = step && clauseOf(step);
  return owners[operations.findIndex((candidate) => candidate.kind === "delete" && candidate.clause === clause)];
}

function clauseOf(step: ProposalOperation): string | undefined {
  if (step.kind === "replace") return step.start.clause;
  return step.kind === "insert" ? undefined : step.clause;
}
