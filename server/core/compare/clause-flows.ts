import type { KeptRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf, type Words } from "#core/text/tokens.ts";

/** The number of words of a base clause that are in a revised clause, with both clauses by index. */
export type ClauseFlow = readonly [base: number, revised: number, words: number];

/**
 * Counts the words that went from each base clause to each revised clause, by the word map, largest flow first. Two
 * shared words ("of the") prove nothing. A flow of fewer than `leastWords` words therefore counts only if it is the
 * largest of its base clause.
 */
export function clauseFlows(base: VersionText, revised: VersionText, kept: readonly KeptRange[]): ClauseFlow[] {
  const lexicon = new Lexicon();
  const words = { base: wordsOf(base, lexicon), revised: wordsOf(revised, lexicon) };
  const clauseIn = { base: clauseOfToken(words.base), revised: clauseOfToken(words.revised) };
  const flows = new Map<number, Map<number, number>>();
  const tokens = new Map<number, number>();
  for (let token = 0; token < words.revised.count; token += 1) tokens.set(words.revised.starts[token] ?? 0, token);
  let token = 0;
  for (const [start, end, to] of kept.toSorted((one, other) => one[0] - other[0])) {
    while (token < words.base.count && (words.base.starts[token] ?? 0) < start) token += 1;
    for (; token < words.base.count && (words.base.ends[token] ?? 0) <= end; token += 1) {
      if (words.base.kinds[token] === tokenKind.mark) continue;
      const there = tokens.get((words.base.starts[token] ?? 0) - start + to);
      if (there === undefined) continue;
      const [from, into] = [clauseIn.base[token] ?? 0, clauseIn.revised[there] ?? 0];
      const out = flows.get(from) ?? new Map<number, number>();
      flows.set(from, out.set(into, (out.get(into) ?? 0) + 1));
    }
  }
  return [...flows]
    .sort(([one], [other]) => one - other)
    .flatMap(([from, out]) =>
      [...out]
        .sort((one, other) => other[1] - one[1] || one[0] - other[0])
        .filter(([, count], index) => index === 0 || count >= leastWords)
        .map(([into, count]): ClauseFlow => [from, into, count]),
    );
}

/** Fewer shared words than this are chance. */
const leastWords = 4;

/** Counts the words of each clause of a text, without marks. */
export function wordsInClauses(version: VersionText): number[] {
  const { firsts, kinds } = wordsOf(version, new Lexicon());
  return version.clauses.map((_clause, index) => {
    let count = 0;
    for (let token = firsts[index] ?? 0; token < (firsts[index + 1] ?? 0); token += 1) {
      if (kinds[token] !== tokenKind.mark) count += 1;
    }
    return count;
  });
}

function clauseOfToken({ firsts, count }: Words): Int32Array {
  const clauses = new Int32Array(count);
  for (let clause = 0; clause + 1 < firsts.length; clause += 1)
    clauses.fill(clause, firsts[clause], firsts[clause + 1]);
  return clauses;
}
