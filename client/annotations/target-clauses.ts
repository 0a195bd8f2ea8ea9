import type { Node } from "prosemirror-model";
import type { Target } from "#core/discuss/target.ts";

/** The clauses a target speaks of, as nodes of the draft; of a section the one that opens it. */
export function targetClauses(draft: Node, target: Target): Node[] {
  if (target.kind === "document") return [];
  const index = (id: string): number => draft.children.findIndex(({ attrs }) => attrs["id"] === id);
  const first = index(target.kind === "range" ? target.start.clause : target.clause);
  const last = target.kind === "range" ? index(target.end.clause) : first;
  return first < 0 ? [] : draft.children.slice(first, last + 1);
}
