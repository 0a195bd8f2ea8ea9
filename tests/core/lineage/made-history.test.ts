import type { Comparison } from "#core/compare/comparison.ts";
import { compareVia } from "#core/lineage/compare-via.ts";
import { followClause } from "#core/lineage/lineage.ts";
import { wordOrigins } from "#core/lineage/word-origins.ts";
import { makeForum } from "../../support/make-forum.ts";

/**
 * Five drafts in which clauses are edited, moved, split, merged, deleted and restored. The history of every word is
 * known.
 */
const forum = makeForum({ seed: 2, script: "latin", clauses: 120, drafts: 5, annotations: 0, share: 0.03 });
const drafts = forum.versions.map((text, index) => ({ id: String(index), index, text }));
type Draft = (typeof drafts)[number];
const last = drafts.at(-1)!;

const lines = {
  parents: ({ index }: Draft) => drafts.slice(Math.max(0, index - 1), index),
  children: ({ index }: Draft) => drafts.slice(index + 1, index + 2),
};

const comparisons = new Map<string, Comparison>();
function compared(base: Draft, revised: Draft): Promise<Comparison> {
  const key = `${base.id} ${revised.id}`;
  const between = forum.versions.slice(base.index + 1, revised.index);
  const comparison = comparisons.get(key) ?? compareVia(base.text, between, revised.text).comparison;
  comparisons.set(key, comparison);
  return Promise.resolve(comparison);
}

test("attributes nearly every word of a generated history correctly, and every returned word", async () => {
  const keptStarts = drafts
    .slice(0, -1)
    .map(({ index }) => new Set(forum.keptBetween(index, last.index).map((kept) => kept[2])));
  const clauses = await wordOrigins(last, {
    parents: lines.parents,
    textOf: ({ text }) => Promise.resolve(text),
    comparisonOf: compared,
  });
  const count = { words: 0, right: 0, returned: 0, foundBack: 0, wronglyBack: 0 };
  for (const { range, broughtBy, returnedWith } of clauses.flatMap(({ runs }) => runs)) {
    for (const word of last.text.text.slice(...range).matchAll(/\p{L}+/gu)) {
      const at = range[0] + word.index;
      const first = keptStarts.findIndex((starts) => starts.has(at));
      const returned = first >= 0 && keptStarts.slice(first).some((starts) => !starts.has(at));
      count.words += 1;
      if (broughtBy.index === (first < 0 ? last.index : first)) count.right += 1;
      if (returned) count.returned += 1;
      if (returnedWith) count[returned ? "foundBack" : "wronglyBack"] += 1;
    }
  }
  expect(count.right / count.words).toBeGreaterThan(0.995);
  expect(count.returned).toBeGreaterThan(0);
  expect(count).toMatchObject({ foundBack: count.returned, wronglyBack: 0 });
});

test("follows nearly every clause of a generated history to its true earlier forms", async () => {
  let [known, found, wrong] = [0, 0, 0];
  for (const { id } of last.text.clauses) {
    const pairsOf = async (base: Draft, revised: Draft) => (await compared(base, revised)).pairs;
    const steps = await followClause(last, id, lines, pairsOf);
    for (const draft of drafts.slice(0, -1)) {
      const truth = forum.pairsBetween(draft.index, last.index).flatMap(([was, is]) => (is === id ? [was] : []));
      const ancestors = steps.filter(({ base }) => base.id === draft.id).flatMap(({ pair }) => pair.base);
      known += truth.length;
      found += truth.filter((was) => ancestors.includes(was)).length;
      wrong += ancestors.filter((was) => !truth.includes(was)).length;
    }
  }
  expect(found / known).toBeGreaterThan(0.985);
  expect(wrong / known).toBeLessThan(0.005);
});
