import type { Node } from "prosemirror-model";

/**
 * What a proposal does to the clauses it speaks of.
 *
 * - throughout: the same words are replaced wherever they stand.
 * - as-made: steps that none of the other forms shows; they stay as they are.
 */
export const proposalModes = [
  "reword",
  "insert",
  "delete",
  "move",
  "merge",
  "split",
  "relabel",
  "throughout",
  "as-made",
] as const;
export type ProposalMode = (typeof proposalModes)[number];

/** A mode that is chosen by hand: throughout follows from the places one speaks of, as-made from what somebody made. */
export type ChosenMode = Exclude<ProposalMode, "throughout" | "as-made">;

/**
 * What may be proposed for clauses together. Cells of a table stay where they stand, and so does a footnote, which goes
 * with what refers to it; clauses are merged, split and numbered one at a time.
 */
export function modesFor(clauses: readonly Node[]): ChosenMode[] {
  const kinds = new Set(clauses.map(({ attrs }) => String(attrs["kind"])));
  const single = clauses.length === 1;
  if (kinds.has("cell")) return ["reword"];
  if (kinds.has("footnote")) return ["reword", "delete", ...(single ? (["relabel"] as const) : [])];
  return ["reword", "insert", "delete", "move", ...(single ? (["merge", "split", "relabel"] as const) : [])];
}
