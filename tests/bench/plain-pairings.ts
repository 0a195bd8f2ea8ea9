import type { VersionText } from "#core/text/clause.ts";

/** A pairing of clauses by index, each with a score from 0 to 1. */
export type ScoredPair = [base: number, revised: number, score: number];

/** Pairs one to one, best first, down to a score. */
function greedy(scores: readonly ScoredPair[], least: number): ScoredPair[] {
  const [base, revised] = [new Set<number>(), new Set<number>()];
  return [...scores]
    .filter(([, , score]) => score >= least)
    .sort((x, y) => y[2] - x[2] || x[0] - y[0] || x[1] - y[1])
    .filter(([from, to]) => {
      if (base.has(from) || revised.has(to)) return false;
      base.add(from);
      revised.add(to);
      return true;
    });
}

/** Words of every clause in lower case; ideographs are words. */
function wordsOf({ text, clauses }: VersionText): string[][] {
  return clauses.map(
    ({ start, end }) =>
      text
        .slice(start, end)
        .toLowerCase()
        .match(/\p{sc=Han}|[\p{L}\p{N}\p{M}]+/gu) ?? [],
  );
}

/**
 * Scores all pairs by the cosine of their words, weighted by tf-idf (Salton and Buckley, Information Processing &
 * Management 24, 1988).
 */
export function cosines(base: VersionText, revised: VersionText): ScoredPair[] {
  const sides = [wordsOf(base), wordsOf(revised)] as const;
  const holders = new Map<string, number>();
  for (const words of sides.flat()) for (const word of new Set(words)) holders.set(word, (holders.get(word) ?? 0) + 1);
  const total = sides[0].length + sides[1].length;
  const vectors = sides.map((side) =>
    side.map((words) => {
      const weights = new Map<string, number>();
      for (const word of words) {
        weights.set(word, (weights.get(word) ?? 0) + Math.log(total / (holders.get(word) ?? 1)));
      }
      const length = Math.sqrt([...weights.values()].reduce((sum, weight) => sum + weight * weight, 0));
      return { weights, length };
    }),
  );
  const scores: ScoredPair[] = [];
  vectors[0]!.forEach((from, index) => {
    vectors[1]!.forEach((to, other) => {
      let dot = 0;
      for (const [word, weight] of from.weights) dot += weight * (to.weights.get(word) ?? 0);
      if (dot > 0) scores.push([index, other, dot / (from.length * to.length)]);
    });
  });
  return scores;
}

/** Pairs clauses greedily by the cosine of their weighted words. */
export function pairByCosine(scores: readonly ScoredPair[]): ScoredPair[] {
  return greedy(scores, 0.35);
}

/** Pairs clauses greedily by their longest common run of words, as a share of the shorter clause. */
export function pairByLongestRun(base: VersionText, revised: VersionText): ScoredPair[] {
  const [from, to] = [wordsOf(base), wordsOf(revised)];
  return greedy(
    from.flatMap((words, index) =>
      to.map((others, other): ScoredPair => {
        const shorter = Math.min(words.length, others.length);
        return [index, other, shorter === 0 ? 0 : longestRun(words, others) / shorter];
      }),
    ),
    0.35,
  );
}

function longestRun(words: readonly string[], others: readonly string[]): number {
  let longest = 0;
  let before = new Int32Array(others.length + 1);
  for (const word of words) {
    const here = new Int32Array(others.length + 1);
    for (let k = 0; k < others.length; k += 1) {
      if (others[k] !== word) continue;
      here[k + 1] = (before[k] ?? 0) + 1;
      longest = Math.max(longest, here[k + 1] ?? 0);
    }
    before = here;
  }
  return longest;
}
