import type { KeptRange, TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf, type Words } from "#core/text/tokens.ts";

/** The text shared by two clauses, by the word map. */
export interface SharedPassage {
  words: number;
  /** The longest shared run, as a range of the base text. */
  longest: TextRange;
}

/** The text shared by each pair of clauses of two versions. */
export interface SharedPassages {
  /** Returns undefined if two clauses share nothing. */
  between(base: string, revised: string): SharedPassage | undefined;
  /** Returns the clause of the other side that shares the most words with this one; the first one in a tie. */
  nearest(side: "base" | "revised", clause: string): { clause: string; words: number } | undefined;
  /** Counts the words of a clause, without marks. */
  wordsIn(side: "base" | "revised", clause: string): number;
}

/** Computes the shared text of all pairs of clauses in one pass over the kept ranges. */
export function sharedPassages(base: VersionText, revised: VersionText, kept: readonly KeptRange[]): SharedPassages {
  const lexicon = new Lexicon();
  const [from, to] = [wordsOf(base, lexicon), wordsOf(revised, lexicon)];
  const sides = { base: wordCounts(base, from), revised: wordCounts(revised, to) };
  const shared = {
    base: new Map<string, Map<string, SharedPassage>>(),
    revised: new Map<string, Map<string, SharedPassage>>(),
  };

  const inBaseOrder = kept.toSorted((one, other) => one[0] - other[0]);
  let [token, baseClause] = [0, 0];
  for (const [start, end, revisedStart] of inBaseOrder) {
    while ((from.ends[token] ?? Infinity) <= start) token += 1;
    let words = 0;
    for (; (from.ends[token] ?? Infinity) <= end; token += 1) if (from.kinds[token] !== tokenKind.mark) words += 1;
    while ((base.clauses[baseClause]?.end ?? Infinity) < end) baseClause += 1;
    const one = base.clauses[baseClause]?.id;
    const other = clauseHolding(revised, revisedStart);
    if (one === undefined || other === undefined || words === 0) continue;
    add(shared.base, one, other, words, [start, end]);
    add(shared.revised, other, one, words, [start, end]);
  }

  return {
    between: (one, other) => shared.base.get(one)?.get(other),
    nearest(side, clause) {
      const [best] = [...(shared[side].get(clause) ?? [])].sort(([, one], [, other]) => other.words - one.words);
      return best && { clause: best[0], words: best[1].words };
    },
    wordsIn: (side, clause) => sides[side].get(clause) ?? 0,
  };
}

function add(
  table: Map<string, Map<string, SharedPassage>>,
  one: string,
  other: string,
  words: number,
  range: TextRange,
): void {
  const row = table.get(one) ?? new Map<string, SharedPassage>();
  table.set(one, row);
  const known = row.get(other);
  const longest = known && known.longest[1] - known.longest[0] >= range[1] - range[0] ? known.longest : range;
  row.set(other, { words: words + (known?.words ?? 0), longest });
}

function wordCounts({ clauses }: VersionText, { firsts, kinds }: Words): ReadonlyMap<string, number> {
  return new Map(
    clauses.map(({ id }, index) => {
      let count = 0;
      for (let token = firsts[index] ?? 0; token < (firsts[index + 1] ?? 0); token += 1) {
        if (kinds[token] !== tokenKind.mark) count += 1;
      }
      return [id, count];
    }),
  );
}

function clauseHolding({ clauses }: VersionText, offset: number): string | undefined {
  let low = 0;
  for (let high = clauses.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((clauses[middle]?.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return clauses[low]?.id;
}
