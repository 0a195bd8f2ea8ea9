import type { Change, ClausePair, ComparisonStats, KeptRange } from "#core/compare/comparison.ts";
import { tokenKind, type Words } from "#core/text/words.ts";

/** Counts a comparison: words by the word map (kept + deleted = base, kept + inserted = revised), clauses by their pairs. */
export function statsOf(
  pairs: readonly ClausePair[],
  kept: readonly KeptRange[],
  changes: readonly Change[],
  base: Words,
  revised: Words,
): ComparisonStats {
  const keptRanges = kept.map(([start, end]): [number, number] => [start, end]);
  const moves = changes.filter((change) => change.class === "move").map((change) => change.base);
  const count = (flag: (pair: ClausePair) => boolean): number => pairs.filter(flag).length;
  const words = { base: countWords(base), revised: countWords(revised), kept: countWords(base, keptRanges) };
  return {
    words: {
      ...words,
      inserted: words.revised - words.kept,
      deleted: words.base - words.kept,
      moved: countWords(
        base,
        keptRanges,
        moves.sort((x, y) => x[0] - y[0]),
      ),
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

/** Words (no marks) that lie in one of the ranges of every list; lists are in order of their starts. */
function countWords(words: Words, ...lists: (readonly (readonly [number, number])[])[]): number {
  const next = lists.map(() => 0);
  const reached = lists.map(() => 0);
  let sum = 0;
  for (let i = 0; i < words.count; i += 1) {
    const [start, end] = [words.starts[i] ?? 0, words.ends[i] ?? 0];
    if (words.kinds[i] === tokenKind.mark) continue;
    const inAll = lists.every((list, k) => {
      let at = next[k] ?? 0;
      while (at < list.length && (list[at]?.[0] ?? 0) <= start) {
        reached[k] = Math.max(reached[k] ?? 0, list[at]?.[1] ?? 0);
        at += 1;
      }
      next[k] = at;
      return (reached[k] ?? 0) >= end;
    });
    if (inAll) sum += 1;
  }
  return sum;
}
