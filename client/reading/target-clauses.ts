import type { Node } from "prosemirror-model";
import { applyOperations } from "#core/annotate/apply-operations.ts";
import { contentOf } from "#core/annotate/inline-content.ts";
import type { ProposalOperation } from "#core/annotate/proposal-operation.ts";
import type { Target } from "#core/annotate/target.ts";
import type { Written } from "./written.ts";

/** The clauses a target speaks of, as nodes of the draft; of a section the one that opens it. */
export function targetClauses(draft: Node, target: Target): Node[] {
  if (target.kind === "document") return [];
  const index = (id: string): number => draft.children.findIndex(({ attrs }) => attrs["id"] === id);
  const first = index(target.kind === "range" ? target.start.clause : target.clause);
  const last = target.kind === "range" ? index(target.end.clause) : first;
  return first < 0 ? [] : draft.children.slice(first, last + 1);
}

/** The words every reworded clause of a proposal would have, by clause id: what an editor of it begins with. */
export function proposedContents(draft: Node, operations: readonly ProposalOperation[]): Written["contents"] {
  const touched = new Set(operations.flatMap((step) => (step.kind === "replace" ? [step.start.clause] : [])));
  const { draft: proposed } = applyOperations(draft, operations);
  return Object.fromEntries(
    proposed.children
      .filter(({ attrs }) => touched.has(String(attrs["id"])))
      .map((clause) => [String(clause.attrs["id"]), contentOf(clause.content)]),
  );
}
