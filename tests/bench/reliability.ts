import { pairByContent } from "#core/compare/clauses/content-pairs.ts";
import type { JudgedPair } from "#core/compare/clauses/leftovers.ts";
import { measures } from "#core/compare/clauses/pair-evidence.ts";
import { pairClauses } from "#core/compare/clauses/clause-pairs.ts";
import { haveSameWords, sharedContent } from "#core/compare/clauses/shared-content.ts";
import { sharesOf } from "#core/compare/clauses/shares.ts";
import { readTexts } from "#core/compare/compared-texts.ts";
import { mapWords } from "#core/compare/words/map-words.ts";
import { lightened, type Redraft, thinned } from "../support/redrafts.ts";
import { declaredCases, generatedCases, modelCases, redraftedCases } from "./lineage-cases.ts";

/**
 * Learns the weights of the evidence for a pair of clauses from redrafts with known answers (`--cases DIR` adds texts whose
 * authors declared the pairs), and prints them with a table of reliability: for each tenth of the probabilities, the share
 * of pairs that are right, on kinds of text that were left out when the weights were learnt.
 */

/** A pair with evidence, and whether it is right. */
interface Example {
  kind: string;
  measures: number[];
  isRight: boolean;
  weight: number;
}

/** Texts with pairs that their own authors declared count more than texts written for the purpose. */
const declaredWeight = 4;
/** A kind with more pairs counts more, but not in proportion, because they resemble each other. */
const crowding = 0.3;
/** Share of the clauses of each draft that the second copy of a redraft lacks: without traps, every likeness would be a proof. */
const dropped = 0.4;
/** Keeps the weights finite if a measure separates all examples. */
const ridge = 0.1;
const iterations = 25;

function examplesOf(redrafts: readonly Redraft[]): Example[] {
  const judged = redrafts.flatMap((redraft) => judgedPairs(redraft).map((pair) => ({ ...pair, kind: redraft.kind })));
  const counts = new Map<string, number>();
  for (const { kind } of judged) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return judged.map(({ kind, evidence, isRight }) => ({
    kind,
    measures: [1, ...measures(evidence)],
    isRight,
    weight: (kind === "declared" || kind === "asvs" ? declaredWeight : 1) / (counts.get(kind) ?? 1) ** crowding,
  }));
}

/** Returns the pairs that the second pass judges, before it accepts any. */
function judgedPairs({ base, revised, pairs }: Redraft): (JudgedPair & { isRight: boolean })[] {
  const texts = readTexts(base, revised);
  const map = mapWords(texts.words);
  const shares = sharesOf(map, texts.words);
  const shareContent = (from: number, to: number): boolean =>
    sharedContent(texts.words, from, to).ranges.base.length > 0 || haveSameWords(texts.words, from, to);
  const first = pairClauses(base.clauses, revised.clauses, shares, { bound: [], shareContent });
  const none = { base: new Set<number>(), revised: new Set<number>(), isRefused: () => false };
  const right = new Set(pairs.map(([from, to]) => `${String(from)} ${String(to)}`));
  return pairByContent(texts, { map, shares, pairs: first }, none).judged.map((pair) => ({
    ...pair,
    isRight: right.has(`${String(pair.base)} ${String(pair.revised)}`),
  }));
}

function probability(weights: readonly number[], { measures: values }: Example): number {
  return 1 / (1 + Math.exp(-values.reduce((sum, value, index) => sum + value * (weights[index] ?? 0), 0)));
}

/** Fits a logistic regression by Newton's method; the first weight is the intercept. */
function learn(examples: readonly Example[]): number[] {
  const size = examples[0]?.measures.length ?? 0;
  const weights = new Array<number>(size).fill(0);
  for (let round = 0; round < iterations; round += 1) {
    const gradient = weights.map((weight) => -ridge * weight);
    const hessian = weights.map((_row, i) => weights.map((_column, j) => (i === j ? ridge : 0)));
    for (const example of examples) {
      const chance = probability(weights, example);
      for (const [i, value] of example.measures.entries()) {
        gradient[i]! += example.weight * value * (Number(example.isRight) - chance);
        for (const [j, other] of example.measures.entries())
          hessian[i]![j]! += example.weight * value * other * chance * (1 - chance);
      }
    }
    for (const [index, step] of solve(hessian, gradient).entries()) weights[index]! += step;
  }
  return weights;
}

/** Solves linear equations by elimination; the matrix is positive definite. */
function solve(matrix: readonly number[][], values: readonly number[]): number[] {
  const rows = matrix.map((row, index) => [...row, values[index] ?? 0]);
  for (const [at, pivot] of rows.entries()) {
    for (const row of rows) {
      if (row === pivot) continue;
      const factor = row[at]! / pivot[at]!;
      for (let column = at; column < row.length; column += 1) row[column]! -= factor * pivot[column]!;
    }
  }
  return rows.map((row, index) => row[row.length - 1]! / row[index]!);
}

const whole = [...generatedCases(), ...redraftedCases(), ...declaredCases()];
// The drafts of the model Agreement have sections, which thinning would lose.
const examples = examplesOf([
  ...whole.flatMap((redraft) => [redraft, thinned(redraft, dropped), lightened(redraft)]),
  ...modelCases(),
]);
const bins = Array.from({ length: 10 }, () => ({ count: 0, right: 0, expected: 0 }));
for (const kind of new Set(examples.map((example) => example.kind))) {
  const weights = learn(examples.filter((example) => example.kind !== kind));
  for (const example of examples.filter((one) => one.kind === kind)) {
    const chance = probability(weights, example);
    const bin = bins[Math.min(9, Math.floor(10 * chance))]!;
    bin.count += 1;
    bin.right += Number(example.isRight);
    bin.expected += chance;
  }
}
console.log(
  `weights: ${learn(examples)
    .map((weight) => weight.toFixed(2))
    .join(", ")}`,
);
console.log("| probability | pairs | mean probability | right |\n|---|---|---|---|");
bins.forEach(({ count, right, expected }, index) => {
  const share = (sum: number): string => (sum / (count || 1)).toFixed(2);
  const range = `${(index / 10).toFixed(1)}-${((index + 1) / 10).toFixed(1)}`;
  console.log(`| ${range} | ${String(count)} | ${share(expected)} | ${share(right)} |`);
});
