import type { Fragment, Node } from "prosemirror-model";
import { blocksOf, footnotesOf } from "#core/annotate/clause-block.ts";
import { fragmentOf, positionAt } from "#core/annotate/inline-content.ts";
import type {
  InlineContent,
  InsertOperation,
  ProposalOperation,
  ReplaceOperation,
} from "#core/annotate/proposal-operation.ts";
import type { ProposalProblem } from "#core/annotate/proposal-problem.ts";
import { citationsOf } from "#core/text/citation.ts";
import { draftSchema } from "#core/text/schema.ts";

/** A run of a clause's content, by places in that content, and what stands there instead. */
interface Replacement {
  operation: number;
  from: number;
  to: number;
  content: Fragment;
}

/** What a proposal does to one clause. */
export interface ClausePlan {
  /** In reading order; none overlaps another. */
  replacements: Replacement[];
  deletedBy: number | null;
  relabelled: { operation: number; label: string | null } | null;
  moved: { operation: number; after: string } | null;
}

/** What comes to stand after a clause: a new one, or one that moves there. */
type Follower = { operation: number } & ({ inserted: Node } | { moved: string });

/** A proposal with its steps checked against each other and put in order, clause by clause. */
interface ProposalPlan {
  /** By clause id; clauses that stay as they are have none. */
  clauses: ReadonlyMap<string, ClausePlan>;
  /** By the id of the clause whose footnotes they come after, "" for the front; in the order of the steps. */
  followers: ReadonlyMap<string, readonly Follower[]>;
  problems: ProposalProblem[];
}

/**
 * Reads a proposal's steps as one change of one draft. Every step refers to the draft as it is, so their order does not
 * matter but for what follows the same clause. A step that cannot be taken is left out and named; the rest stand:
 *
 * - words are replaced inside one clause, and no word twice (the later step gives way);
 * - a clause that goes is not edited or moved too; it is moved, relabelled or taken out once;
 * - clauses do not follow each other in a circle;
 * - content is what the schema allows, and refers only to footnotes the draft has;
 * - cells stay where their table has them, footnotes with the clause that refers to them.
 */
export function planProposal(draft: Node, operations: readonly ProposalOperation[]): ProposalPlan {
  const { nodes, headOf } = clausesOf(draft);
  const clauses = new Map<string, ClausePlan>();
  const followers = new Map<string, Follower[]>();
  const problems: ProposalProblem[] = [];
  let citations: Map<string, string> | undefined;

  const citationOf = (id: string): string => {
    citations ??= new Map(
      citationsOf(draft).map((citation, index) => [String(draft.child(index).attrs["id"]), citation]),
    );
    return citations.get(id) ?? "";
  };
  const refuse = (operation: number, code: ProposalProblem["code"], params: ProposalProblem["params"]): void => {
    problems.push({ operation, code, params });
  };
  const refuseOn = (clause: string, operation: number, code: ProposalProblem["code"], other?: number): void =>
    refuse(operation, code, {
      citation: citationOf(clause),
      ...(other !== undefined && { other: other + 1 }),
    });
  const planOf = (id: string): ClausePlan => {
    const plan = clauses.get(id) ?? { replacements: [], deletedBy: null, relabelled: null, moved: null };
    clauses.set(id, plan);
    return plan;
  };
  const follow = (after: string, follower: Follower): void => {
    const head = headOf.get(after) ?? after;
    followers.set(head, [...(followers.get(head) ?? []), follower]);
  };
  const named = (id: string, operation: number): Node | undefined => {
    const node = nodes.get(id);
    if (!node) refuse(operation, "clause-unknown", { clause: id });
    return node;
  };
  const free = (id: string, operation: number, bound: readonly string[]): Node | undefined => {
    const node = named(id, operation);
    const kind = String(node?.attrs["kind"]);
    if (!bound.includes(kind)) return node;
    refuse(operation, "kind-not-allowed", { kind });
    return undefined;
  };

  // What goes is settled first: other steps ask whether their clause stays.
  operations.forEach((step, operation) => {
    if (step.kind !== "delete" || !free(step.clause, operation, ["cell"])) return;
    const plan = planOf(step.clause);
    if (plan.deletedBy === null) plan.deletedBy = operation;
    else refuseOn(step.clause, operation, "said-before", plan.deletedBy);
  });
  const staying = (id: string, operation: number): ClausePlan | undefined => {
    const plan = planOf(id);
    if (plan.deletedBy === null) return plan;
    refuseOn(id, operation, "clause-deleted");
    return undefined;
  };

  const replaces: { operation: number; step: ReplaceOperation }[] = [];
  operations.forEach((step, operation) => {
    switch (step.kind) {
      case "replace":
        replaces.push({ operation, step });
        break;
      case "insert":
        insert(step, operation);
        break;
      case "relabel": {
        const plan = named(step.clause, operation) && staying(step.clause, operation);
        if (plan?.relabelled) refuseOn(step.clause, operation, "said-before", plan.relabelled.operation);
        else if (plan) plan.relabelled = { operation, label: step.label };
        break;
      }
      case "move":
        move(step.clause, step.after, operation);
        break;
      case "delete":
        break;
    }
  });

  // By place; at one place what is put in comes before what is replaced, and the earlier step before the later.
  replaces.sort(
    ({ step: one, operation: first }, { step: other, operation: second }) =>
      one.start.offset - other.start.offset || one.end.offset - other.end.offset || first - second,
  );
  for (const { operation, step } of replaces) replace(step, operation);
  problems.sort((one, other) => one.operation - other.operation);
  return { clauses, followers, problems };

  function replace({ start, end, content }: ReplaceOperation, operation: number): void {
    if (start.clause !== end.clause) {
      refuse(operation, "crosses-clauses", {});
      return;
    }
    const node = named(start.clause, operation);
    const plan = node && staying(start.clause, operation);
    if (!node || !plan) return;
    if (start.offset > end.offset || end.offset > node.textContent.length) {
      refuseOn(start.clause, operation, "place-outside-clause");
      return;
    }
    // References at the edges of a run stay: they belong to the words around it.
    const from = positionAt(node, start.offset, "after");
    const to = Math.max(from, positionAt(node, end.offset, "before"));
    const before = plan.replacements.at(-1);
    if (before && from < before.to) {
      refuseOn(start.clause, operation, "overlaps", before.operation);
      return;
    }
    const put = checked(content);
    if (put) plan.replacements.push({ operation, from, to, content: put });
    else refuseOn(start.clause, operation, "content-not-allowed");
  }

  function insert({ after, clause }: InsertOperation, operation: number): void {
    if (after !== "" && !named(after, operation)) return;
    if (clause.kind === "cell" || clause.kind === "footnote") {
      refuse(operation, "kind-not-allowed", { kind: clause.kind });
      return;
    }
    const { kind, label, depth } = clause;
    const content = checked(clause.content);
    if (!content) {
      refuseOn(after, operation, "content-not-allowed");
      return;
    }
    let id = `proposed-${operation + 1}`;
    while (nodes.has(id)) id = `${id}-1`;
    follow(after, { operation, inserted: draftSchema.node("clause", { id, kind, label, depth }, content) });
  }

  function checked(content: InlineContent): Fragment | undefined {
    try {
      const fragment = fragmentOf(content);
      draftSchema.node("clause", { id: "checked", kind: "paragraph" }, fragment).check();
      const known = [...footnotesOf(fragment.content)].every((id) => nodes.get(id)?.attrs["kind"] === "footnote");
      return known ? fragment : undefined;
    } catch {
      return undefined;
    }
  }

  function move(clause: string, after: string, operation: number): void {
    const bound = ["cell", "footnote"];
    const plan =
      free(clause, operation, bound) && (after === "" || named(after, operation)) && staying(clause, operation);
    if (!plan) return;
    if (plan.moved) {
      refuseOn(clause, operation, "said-before", plan.moved.operation);
      return;
    }
    let before = headOf.get(after);
    while (before !== undefined) {
      if (before === clause) {
        refuseOn(clause, operation, "moves-in-circle");
        return;
      }
      before = headOf.get(clauses.get(before)?.moved?.after ?? "");
    }
    plan.moved = { operation, after };
    follow(after, { operation, moved: clause });
  }
}

/** The clauses of a draft by id, and for each the clause whose block it stands in. */
interface DraftClauses {
  nodes: ReadonlyMap<string, Node>;
  headOf: ReadonlyMap<string, string>;
}

/** Drafts are immutable, and many proposals are planned on one: this is made once and goes when the draft goes. */
const known = new WeakMap<Node, DraftClauses>();

function clausesOf(draft: Node): DraftClauses {
  const made = known.get(draft);
  if (made) return made;
  const nodes = new Map(draft.children.map((node) => [String(node.attrs["id"]), node]));
  const headOf = new Map<string, string>();
  for (const [head, block] of blocksOf(draft)) for (const node of block) headOf.set(String(node.attrs["id"]), head);
  known.set(draft, { nodes, headOf });
  return { nodes, headOf };
}
