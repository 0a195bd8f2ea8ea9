import { compare } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import { scripts } from "../../support/made-words.ts";
import { lightened, readRedrafts, type Redraft } from "../../support/redrafts.ts";
import { rewriteDraft } from "../../support/rewritten-drafts.ts";

/** Pools the pairs of several redrafts: the shares of those asserted that are right, of those right that are asserted, and of those right that are asserted or among three candidates. */
function pooled(redrafts: readonly Redraft[]): { precision: number; recall: number; withinThree: number } {
  const sums = { asserted: 0, hits: 0, wanted: 0, offered: 0 };
  for (const { base, revised, pairs } of redrafts) {
    const comparison = compare(base, revised);
    const right = new Set(
      pairs.map(([from, to]) => `${base.clauses[from]?.id ?? ""} ${revised.clauses[to]?.id ?? ""}`),
    );
    const found = asserted(comparison).map(({ pair }) => pair);
    const offered = new Set([
      ...found,
      ...comparison.candidates.flatMap(({ base: from, revised: likely }) => likely.map((to) => `${from} ${to}`)),
    ]);
    sums.asserted += found.length;
    sums.hits += found.filter((pair) => right.has(pair)).length;
    sums.wanted += right.size;
    sums.offered += [...right].filter((pair) => offered.has(pair)).length;
  }
  return {
    precision: sums.hits / sums.asserted,
    recall: sums.hits / sums.wanted,
    withinThree: sums.offered / sums.wanted,
  };
}

interface Rewritten {
  base: VersionText;
  revised: VersionText;
  comparison: Comparison;
  right: Set<string>;
  wanted: number;
}

const drafts = new Map<string, Rewritten>();

/** Compares two generated drafts, of which the second was heavily rewritten and reordered. */
function rewritten(script: (typeof scripts)[number]): Rewritten {
  const known = drafts.get(script);
  if (known) return known;
  const { base, revised, pairs } = rewriteDraft({ seed: 3, script, clauses: 200, rewritten: 0.6, moved: 0.4 });
  const right = new Set(pairs.map(([from, to]) => `${base.clauses[from]?.id ?? ""} ${revised.clauses[to]?.id ?? ""}`));
  const result = { base, revised, comparison: compare(base, revised), right, wanted: pairs.length };
  drafts.set(script, result);
  return result;
}

function asserted({ pairs }: Comparison): { pair: string; score: number }[] {
  return pairs.flatMap(({ base, revised, score }) =>
    base.flatMap((from) => revised.map((to) => ({ pair: `${from} ${to}`, score }))),
  );
}

/*
 * Floors at the figures reached so far. If a change makes them better, raise the floors.
 */
test("orders candidates from the most to the least probable", () => {
  for (const { scores } of rewritten("latin").comparison.candidates) {
    expect(scores).toEqual(scores.toSorted((left, right) => right - left));
    expect(scores.length).toBeLessThanOrEqual(3);
  }
});

test("lists candidates for clauses without a partner only", () => {
  const { pairs, candidates, origins } = rewritten("latin").comparison;
  const removed = new Set(pairs.filter(({ relation }) => relation === "removed").flatMap(({ base }) => base));
  const added = new Set(pairs.filter(({ relation }) => relation === "added").flatMap(({ revised }) => revised));
  expect(candidates.filter(({ base }) => !removed.has(base))).toEqual([]);
  expect(origins.filter(({ revised }) => !added.has(revised))).toEqual([]);
});

test("keeps words in every moved pair that is nearly certain", () => {
  for (const script of scripts) {
    const { comparison, base, revised } = rewritten(script);
    const sure = comparison.pairs.filter(({ relation, moved, score }) => relation === "1:1" && moved && score >= 0.97);
    const bare = sure.filter((pair) => {
      const from = base.clauses.find(({ id }) => id === pair.base[0])!;
      const to = revised.clauses.find(({ id }) => id === pair.revised[0])!;
      return !comparison.kept.some(
        ([start, , target]) => start >= from.start && start < from.end && target >= to.start && target < to.end,
      );
    });
    expect(sure.length).toBeGreaterThan(0);
    expect(bare).toEqual([]);
  }
});

test.each([
  ["latin", { precision: 0.99, recall: 0.94, withinThree: 0.955 }],
  ["cyrillic", { precision: 0.99, recall: 0.94, withinThree: 0.955 }],
  ["arabic", { precision: 0.985, recall: 0.95, withinThree: 0.97 }],
  ["han", { precision: 0.99, recall: 0.935, withinThree: 0.95 }],
] as const)("finds the clauses of a rewritten draft in %s letters as accurately as before", (script, floors) => {
  const { comparison, right, wanted } = rewritten(script);
  const found = asserted(comparison).map(({ pair }) => pair);
  const hits = found.filter((pair) => right.has(pair)).length;
  const candidates = new Set([
    ...found,
    ...comparison.candidates.flatMap(({ base, revised }) => revised.map((to) => `${base} ${to}`)),
  ]);
  expect(hits / found.length).toBeGreaterThanOrEqual(floors.precision);
  expect(hits / wanted).toBeGreaterThanOrEqual(floors.recall);
  expect([...right].filter((pair) => candidates.has(pair)).length / wanted).toBeGreaterThanOrEqual(floors.withinThree);
});

test.each([
  ["written again almost wholly", (redraft: Redraft) => redraft, { precision: 0.94, recall: 0.49, withinThree: 0.79 }],
  ["with a third of their clauses changed", lightened, { precision: 0.99, recall: 0.96, withinThree: 0.97 }],
] as const)("finds the clauses of redrafts in six languages %s as accurately as before", (_degree, change, floors) => {
  const figures = pooled(readRedrafts().map((redraft) => change(redraft)));
  expect(figures.precision).toBeGreaterThanOrEqual(floors.precision);
  expect(figures.recall).toBeGreaterThanOrEqual(floors.recall);
  expect(figures.withinThree).toBeGreaterThanOrEqual(floors.withinThree);
});

test("is right in at least 97 of 100 pairs with a score of 0.9", () => {
  const sure = scripts.flatMap((script) => {
    const { comparison, right } = rewritten(script);
    return asserted(comparison)
      .filter(({ score }) => score >= 0.9)
      .map(({ pair }) => right.has(pair));
  });
  expect(sure.filter(Boolean).length / sure.length).toBeGreaterThanOrEqual(0.97);
});

test("gives candidates a chance that they have: likely ones are mostly right, unlikely ones hardly ever", () => {
  const chances = scripts.flatMap((script) => {
    const { comparison, right } = rewritten(script);
    return [
      ...comparison.candidates.flatMap(({ base, revised, scores }) =>
        revised.map((to, index) => ({ isRight: right.has(`${base} ${to}`), score: scores[index] ?? 0 })),
      ),
      ...comparison.origins.flatMap(({ revised, base, scores }) =>
        base.map((from, index) => ({ isRight: right.has(`${from} ${revised}`), score: scores[index] ?? 0 })),
      ),
    ];
  });
  const shareRight = (least: number, most: number): number => {
    const between = chances.filter(({ score }) => score >= least && score < most);
    return between.filter(({ isRight }) => isRight).length / between.length;
  };
  expect(shareRight(0.5, 1.1)).toBeGreaterThanOrEqual(0.9);
  expect(shareRight(0, 0.1)).toBeLessThanOrEqual(0.15);
});
