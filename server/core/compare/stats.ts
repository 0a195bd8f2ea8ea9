import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { Change, ClausePair, ComparisonStats, KeptRange, TextRange } from "#core/compare/comparison.ts";
import { firstFrom } from "#core/compare/changes/open-spans.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/**
 * Computes the statistics of a comparison: words by the word map (kept + deleted = base, kept + inserted = revised),
 * clauses by their pairs. A word that changed only as a variant, such as one with a soft hyphen, counts as kept.
 */
export function statsOf(
  pairs: readonly ClausePair[],
  kept: readonly KeptRange[],
  changes: readonly Change[],
  { base, revised }: ComparedWords,
): ComparisonStats {
  const count = (flag: (pair: ClausePair) => boolean): number => pairs.filter(flag).length;
  const [inBase, inRevised] = [countWords(base), countWords(revised)];
  const counted = countKept(base, kept, changes);
  const still = counted.still + countVariants(kept, changes, { base, revised });
  const { moved } = counted;
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

/** Counts the words that differ only as variants: the same number on both sides, none of them in a kept range. */
function countVariants(
  kept: readonly KeptRange[],
  changes: readonly Change[],
  { base, revised }: Pick<ComparedWords, "base" | "revised">,
): number {
  const variants = changes.filter((change) => change.class === "variant");
  if (variants.length === 0) return 0;
  const inBase = outside(kept.map(([start, end]) => [start, end]));
  const inRevised = outside(kept.map(([, , start, end]) => [start, end]));
  return variants.reduce((sum, change) => {
    const one = wordsIn(base, change.base).filter((at) => inBase(base.starts[at] ?? 0));
    const other = wordsIn(revised, change.revised).filter((at) => inRevised(revised.starts[at] ?? 0));
    return sum + Math.min(one.length, other.length);
  }, 0);
}

/** Returns a test of whether an offset is outside the ranges, which do not overlap. */
function outside(ranges: TextRange[]): (offset: number) => boolean {
  ranges.sort(([x], [y]) => x - y);
  const starts = Int32Array.from(ranges, ([start]) => start);
  return (offset) => offset >= (ranges[firstFrom(starts, offset + 1) - 1]?.[1] ?? 0);
}

/** Returns the indexes of the words in a range, without marks. */
function wordsIn({ starts, ends, kinds, count }: Words, [start, end]: TextRange): number[] {
  const found: number[] = [];
  for (let at = firstFrom(starts, start); at < count && (ends[at] ?? 0) <= end; at += 1)
    if (kinds[at] !== tokenKind.mark) found.push(at);
  return found;
}
