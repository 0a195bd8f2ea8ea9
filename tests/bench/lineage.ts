import { compare } from "#core/compare/compare.ts";
import { type Case, declaredCases, generatedCases, redraftedCases } from "./lineage-cases.ts";
import { cosines, pairByCosine, pairByLongestRun, type ScoredPair } from "./plain-pairings.ts";

/**
 * Measures which clauses of a redraft are found again, beside two plain pairings: on generated drafts and on redrafts with
 * known answers, and on texts whose authors declared the pairs (`--cases DIR`).
 */

const key = (base: number | undefined, revised: number | undefined): string => `${String(base)} ${String(revised)}`;

function report(name: string, { pairs: right, wanted }: Case, pairs: readonly ScoredPair[], ms: number): void {
  const good = new Set(right.map(([base, revised]) => key(base, revised)));
  const found = new Set(pairs.map(([base, revised]) => key(base, revised)));
  const hits = [...found].filter((pair) => good.has(pair)).length;
  const precision = found.size > 0 ? hits / found.size : 1;
  const recall = wanted.filter(([base, revised]) => found.has(key(base, revised))).length / (wanted.length || 1);
  const f1 = precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
  const figures = [precision, recall, f1].map((figure) => figure.toFixed(3)).join(" / ");
  console.log(`  ${name.padEnd(22)} ${figures}   ${ms.toFixed(0).padStart(6)} ms`);
}

function timed<T>(work: () => T): [result: T, ms: number] {
  const began = performance.now();
  const result = work();
  return [result, performance.now() - began];
}

/** Pairs that compare asserts, and the candidates it offers for clauses without a partner. */
function ownPairs({ base, revised }: Case): { pairs: ScoredPair[]; candidates: ScoredPair[] } {
  const [ofBase, ofRevised] = [base, revised].map(
    ({ clauses }) => new Map(clauses.map(({ id }, index) => [id, index])),
  ) as [Map<string, number>, Map<string, number>];
  const { pairs, candidates } = compare(base, revised);
  const scored = (from: string, to: string, score: number): ScoredPair => [
    ofBase.get(from) ?? -1,
    ofRevised.get(to) ?? -1,
    score,
  ];
  return {
    pairs: pairs.flatMap((pair) => pair.base.flatMap((from) => pair.revised.map((to) => scored(from, to, pair.score)))),
    candidates: candidates.flatMap((candidate) =>
      candidate.revised.map((to, index) => scored(candidate.base, to, candidate.scores[index] ?? 0)),
    ),
  };
}

/** Scores of asserted pairs in ten bins, over all cases: a score of 0.9 should be right nine times in ten. */
const bins = Array.from({ length: 10 }, () => ({ right: 0, all: 0 }));

function measure(one: Case): void {
  console.log(`${one.name}: ${String(one.base.clauses.length)} clauses became ${String(one.revised.clauses.length)}`);
  const [{ pairs, candidates }, ms] = timed(() => ownPairs(one));
  report("compare", one, pairs, ms);
  const good = new Set(one.pairs.map(([base, revised]) => key(base, revised)));
  for (const [base, revised, score] of pairs) {
    const bin = bins[Math.min(9, Math.floor(score * 10))]!;
    bin.all += 1;
    if (good.has(key(base, revised))) bin.right += 1;
  }
  const [scores, scored] = timed(() => cosines(one.base, one.revised));
  const [greedy, paired] = timed(() => pairByCosine(scores));
  report("tf-idf cosine, greedy", one, greedy, scored + paired);
  const [runs, ran] = timed(() => pairByLongestRun(one.base, one.revised));
  report("longest run, greedy", one, runs, ran);
  const ranked = new Map<number, ScoredPair[]>();
  for (const score of scores) ranked.set(score[0], [...(ranked.get(score[0]) ?? []), score]);
  const within = one.wanted.filter(([base, revised]) =>
    (ranked.get(base ?? -1) ?? [])
      .sort((x, y) => y[2] - x[2])
      .slice(0, 3)
      .some(([, to]) => to === revised),
  ).length;
  const offered = new Set([...pairs, ...candidates].map(([base, revised]) => key(base, revised)));
  const ownWithin = one.wanted.filter(([base, revised]) => offered.has(key(base, revised))).length;
  const share = (count: number): string => (count / (one.wanted.length || 1)).toFixed(3);
  console.log(
    `  paired or among three candidates: ${share(ownWithin)}; among the three best by cosine: ${share(within)}`,
  );
}

console.log("precision / recall / F1");
for (const one of [...generatedCases(), ...redraftedCases(), ...declaredCases()]) measure(one);
console.log("scores of compare, share that is right");
bins.forEach(({ right, all }, index) => {
  if (all > 0)
    console.log(
      `  ${(index / 10).toFixed(1)}-${((index + 1) / 10).toFixed(1)}: ${(right / all).toFixed(3)} of ${String(all)}`,
    );
});
