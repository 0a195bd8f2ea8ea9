import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { Change, ClausePair, ComparisonStats, KeptRange } from "#core/compare/comparison.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/**
 * Computes the statistics of a comparison: words by the word map (kept + deleted = base, kept + inserted = revised),
 * clauses by their pairs.
 */
export function statsOf(
  pairs: readonly ClausePair[],
  kept: readonly KeptRange[],
  changes: readonly Change[],
  { base, revised }: ComparedWords,
): ComparisonStats {
  const count = (flag: (pair: ClausePair) => boolean): number => pairs.filter(flag).length;
  const [inBase, inRevised] = [countWords(base), countWords(revised)];
  const { still, moved } = countKept(base, kept, changes);
  return {
    words: {
      base: inBase,
      revised: inRevised,
      kept: still + moved,
      inserted: inRevised - still - moved,
      deleted: inBase - still - moved,
      moved,
    },
    clauses: {
      unchanged: count((pair) => pair.relation === "1:1" && !pair.edited && !pair.moved && !pair.renumbered),
      edited: count((pair) => pair.edited),
      moved: count((pair) => pair.moved),
      renumbered: count((pair) => pair.renumbered),
      split: count((pair) => pair.relation === "1:n"),
      merged: count((pair) => pair.relation === "n:1"),
      added: count((pair) => pair.relation === "added"),
      removed: count((pair) => pair.relation === "removed"),
    },
  };
}

function countWords(words: Words): number {
  let sum = 0;
  for (let i = 0; i < words.count; i += 1) if (words.kinds[i] !== tokenKind.mark) sum += 1;
  return sum;
}

/** Counts the kept words that stayed and the kept words that are part of a move. */
function countKept(
  base: Words,
  kept: readonly KeptRange[],
  changes: readonly Change[],
): { still: number; moved: number } {
  const moves = changes.filter((change) => change.class === "move").sort((x, y) => x.base[0] - y.base[0]);
  const { count, starts, ends, kinds } = base;
  let open: Change[] = [];
  let [still, moved, nextMove, i] = [0, 0, 0, 0];
  for (const [start, end, target] of kept) {
    while (i < count && (starts[i] ?? 0) < start) i += 1;
    if (open.length > 0) open = open.filter((move) => move.base[1] > start);
    const inPlace = open.length === 0 && (moves[nextMove]?.base[0] ?? end) >= end;
    for (; i < count && (ends[i] ?? 0) <= end; i += 1) {
      if (kinds[i] === tokenKind.mark) continue;
      if (inPlace) {
        still += 1;
        continue;
      }
      const at = starts[i] ?? 0;
      const to = at - start + target;
      for (let move = moves[nextMove]; move && move.base[0] <= at; move = moves[++nextMove]) open.push(move);
      const isMoved = open.some(({ base: [, over], revised }) => over > at && revised[0] <= to && to < revised[1]);
      if (isMoved) moved += 1;
      else still += 1;
    }
  }
  return { still, moved };
}
