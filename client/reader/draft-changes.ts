import type { Node } from "prosemirror-model";
import { heaviestChain } from "#core/compare/words/unique-runs.ts";

/** The change to a clause of a draft being edited. An unchanged clause has none. */
export type ClauseChange = "edited" | "inserted" | "moved";

/** The changes from a base draft to the draft being edited. Clauses are matched by id. */
export interface DraftChanges {
  /** The changed clauses, by id. */
  clauses: ReadonlyMap<string, ClauseChange>;
  /** Deleted clauses, by the id of the remaining clause they followed; "" for the start of the draft. */
  deleted: ReadonlyMap<string, readonly Node[]>;
  /** Number of clauses edited, inserted, moved or deleted. */
  count: number;
}

/**
 * Compares a draft with its base. A clause both moved and edited counts as moved. If two clauses changed places, either
 * could count as moved: `moved` holds the ids of those that somebody did move.
 */
export function draftChanges(base: Node, draft: Node, moved: ReadonlySet<string>): DraftChanges {
  const before = new Map(base.children.map((node, index) => [idOf(node), { node, index }]));
  const matches = draft.children
    .flatMap((node, revised) => {
      const previous = before.get(idOf(node));
      return previous ? [{ base: previous.index, revised, length: 1, weight: moved.has(idOf(node)) ? 0.5 : 1 }] : [];
    })
    .sort((a, b) => a.base - b.base);
  const settled = new Set(heaviestChain(matches).map(({ revised }) => revised));
  const clauses = new Map<string, ClauseChange>();
  draft.children.forEach((node, index) => {
    const previous = before.get(idOf(node));
    if (!previous) clauses.set(idOf(node), "inserted");
    else if (!settled.has(index)) clauses.set(idOf(node), "moved");
    else if (!previous.node.eq(node)) clauses.set(idOf(node), "edited");
  });

  const present = new Set(draft.children.map(idOf));
  const deleted = new Map<string, Node[]>();
  let after = "";
  let went = 0;
  for (const node of base.children) {
    if (present.has(idOf(node))) after = idOf(node);
    else {
      deleted.set(after, [...(deleted.get(after) ?? []), node]);
      went += 1;
    }
  }
  return { clauses, deleted, count: clauses.size + went };
}

function idOf(node: Node): string {
  return String(node.attrs["id"]);
}
