import type { Node } from "prosemirror-model";
import { heaviestChain } from "#core/compare/unique-runs.ts";

/** What became of a clause of a draft that is being worked on; one that stays as it is has none. */
export type ClauseChange = "edited" | "inserted" | "moved";

/** What a draft that is being worked on made of the one it was begun with. Clauses answer to each other by their ids. */
export interface DraftChanges {
  /** By clause id. */
  clauses: ReadonlyMap<string, ClauseChange>;
  /** Clauses that went, by the id of the clause of the draft they stood after; "" for the front. */
  gone: ReadonlyMap<string, readonly Node[]>;
  /** How many clauses changed, came, moved or went. */
  count: number;
}

/**
 * Compares a draft with the one it was begun with. A clause that moved and was edited counts as moved. Of two that changed
 * places either may be said to have moved: those in `moved`, by their ids, are where somebody moved them.
 */
export function draftChanges(base: Node, draft: Node, moved: ReadonlySet<string>): DraftChanges {
  const before = new Map(base.children.map((node, index) => [idOf(node), { node, index }]));
  const places = draft.children
    .flatMap((node, revised) => {
      const known = before.get(idOf(node));
      return known ? [{ base: known.index, revised, length: 1, weight: moved.has(idOf(node)) ? 0.5 : 1 }] : [];
    })
    .sort((one, other) => one.base - other.base);
  const settled = new Set(heaviestChain(places).map(({ revised }) => revised));
  const clauses = new Map<string, ClauseChange>();
  draft.children.forEach((node, index) => {
    const known = before.get(idOf(node));
    if (!known) clauses.set(idOf(node), "inserted");
    else if (!settled.has(index)) clauses.set(idOf(node), "moved");
    else if (!known.node.eq(node)) clauses.set(idOf(node), "edited");
  });

  const present = new Set(draft.children.map(idOf));
  const gone = new Map<string, Node[]>();
  let after = "";
  let went = 0;
  for (const node of base.children) {
    if (present.has(idOf(node))) after = idOf(node);
    else {
      gone.set(after, [...(gone.get(after) ?? []), node]);
      went += 1;
    }
  }
  return { clauses, gone, count: clauses.size + went };
}

function idOf(node: Node): string {
  return String(node.attrs["id"]);
}
