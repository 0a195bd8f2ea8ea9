import type { KeptRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, wordsOf, type Words } from "#core/text/tokens.ts";

/** So many words of a clause of the base stand in a clause of the revised, both by their index. */
export type ClauseFlow = readonly [base: number, revised: number, words: number];

/**
 * How the words of two texts went from clause to clause, by the word map, the greatest first for each clause of the base.
 * A clause that lost two words to another says nothing by it ("of the"): fewer than `leastWords` count only for the clause
 * that has most of them.
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

/** Shared words below this are chance. */
const leastWords = 4;

/** How many words, marks aside, each clause of a text has. */
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
