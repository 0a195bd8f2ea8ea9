import type { Comparison, KeptRange, TextRange } from "#core/compare/comparison.ts";
import type { SentenceText } from "#core/compare/sentence-text.ts";
import { tokenKind } from "#core/text/tokens.ts";

/**
 * Finds words that changed their position within a clause. The word map leaves a single word out if its neighbours
 * changed, because a redline with isolated kept words is hard to read. Its origin is still the older version: in "that
 * many administrations of" → "that administrations of many", "many" is not new. A word counts only if it occurs once
 * among the other words of each side, because repeated words match by chance.
 */
export function wordsMovedWithinClauses(
  shared: Pick<Comparison, "kept" | "pairs">,
  base: SentenceText,
  revised: SentenceText,
): KeptRange[] {
  const wordsOnceOf = {
    base: singleWordFinder(base, (at) => at[0], shared.kept),
    revised: singleWordFinder(revised, (at) => at[2], shared.kept),
  };
  return shared.pairs
    .filter(({ edited, base, revised }) => edited && base.length > 0 && revised.length > 0)
    .flatMap((pair) => {
      const before = wordsOnceOf.base(pair.base);
      return [...wordsOnceOf.revised(pair.revised)].flatMap(([id, [start, end]]): KeptRange[] => {
        const was = before.get(id);
        return was ? [[...was, start, end]] : [];
      });
    });
}

/**
 * Returns a function that lists the words which occur once among the unmatched words of some clauses, by their number
 * in the lexicon.
 */
function singleWordFinder(
  { text, words }: SentenceText,
  startOf: (kept: KeptRange) => number,
  kept: readonly KeptRange[],
): (clauses: readonly string[]) => Map<number, TextRange> {
  const matched = new Uint8Array(text.text.length);
  for (const range of kept) matched.fill(1, startOf(range), startOf(range) + range[1] - range[0]);
  const indexes = new Map(text.clauses.map(({ id }, index) => [id, index]));
  return (clauses) => {
    const found = new Map<number, TextRange>();
    const repeated = new Set<number>();
    for (const clause of clauses) {
      const index = indexes.get(clause) ?? -1;
      for (let token = words.firsts[index] ?? 0; token < (words.firsts[index + 1] ?? 0); token += 1) {
        const [start = 0, end = 0, id = 0] = [words.starts[token], words.ends[token], words.ids[token]];
        if (words.kinds[token] === tokenKind.mark || matched[start]) continue;
        if (found.has(id)) repeated.add(id);
        found.set(id, [start, end]);
      }
    }
    for (const id of repeated) found.delete(id);
    return found;
  };
}
