import type { ClausePair, Comparison } from "#core/compare/comparison.ts";
import { pairEditor, type JoinedPairs } from "#core/compare/pair-edits.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A text made from the base, and the comparison of the two. */
export interface ThreeWaySide {
  text: VersionText;
  comparison: Comparison;
}

/** A clause that a side put in. */
export interface AddedClause {
  id: string;
  text: string;
}

/** One side made ready to be laid over the other. */
export interface SideReading {
  /** The pairs of some base clauses, in the base's order. */
  pairsOf: (clauses: readonly string[]) => ClausePair[];
  edit: (pairs: readonly ClausePair[]) => JoinedPairs;
  /** The base clause that pairs moved behind, "" where they moved to the front; null where none of them moved. */
  movedTo: (pairs: readonly ClausePair[]) => string | null;
  /** What was put in, by the base clause it follows; null where it comes before any. */
  added: ReadonlyMap<string | null, AddedClause[]>;
}

/** Reads what a side did to each clause. */
export function readSide(base: VersionText, { text: revised, comparison }: ThreeWaySide): SideReading {
  const ofBase = new Map(comparison.pairs.flatMap((pair) => pair.base.map((id) => [id, pair] as const)));
  const ofRevised = new Map(comparison.pairs.flatMap((pair) => pair.revised.map((id) => [id, pair] as const)));
  const added = new Map<string | null, AddedClause[]>();
  const behind = new Map<ClausePair, string>();
  let [before, unmoved]: [string | null, string] = [null, ""];
  for (const { id, start, end } of revised.clauses) {
    const pair = ofRevised.get(id);
    if (!pair) continue;
    if (pair.base.length === 0) {
      added.set(before, [...(added.get(before) ?? []), { id, text: revised.text.slice(start, end) }]);
      continue;
    }
    before = pair.base.at(-1) ?? before;
    if (!behind.has(pair)) behind.set(pair, unmoved);
    if (!pair.moved) unmoved = before ?? unmoved;
  }
  return {
    pairsOf: (clauses) => [...new Set(clauses.flatMap((id) => ofBase.get(id) ?? []))],
    edit: pairEditor(base, revised, comparison),
    movedTo(pairs) {
      const moved = pairs.find((pair) => pair.moved);
      return moved ? (behind.get(moved) ?? "") : null;
    },
    added,
  };
}
