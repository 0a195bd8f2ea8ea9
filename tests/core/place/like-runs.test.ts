import fc from "fast-check";
import { likeRuns, type WordIndex, wordIndexOf } from "#core/place/word-index.ts";
import type { VersionText } from "#core/text/clause.ts";
import { versionTextOf } from "#core/text/version-text.ts";
import { draftOf } from "../../support/draft.ts";

const versionOf = (...texts: string[]): VersionText =>
  versionTextOf(draftOf(texts.map((text) => ["paragraph", null, text] as const)));

/** Returns the highest similarity of any run of a clause, from the definition. */
function highest(index: WordIndex, clause: number, wanted: readonly number[]): number {
  const ids = [...(index.clauses[clause]?.ids ?? [])];
  const weigh = (words: readonly number[]): number => words.reduce((sum, word) => sum + index.weightOf(word), 0);
  let best = 0;
  ids.forEach((_id, from) => {
    for (let to = from; to < Math.min(ids.length, from + 2 * wanted.length + 8); to += 1) {
      const run = ids.slice(from, to + 1);
      const left = [...wanted];
      const shared = run.filter((word) => {
        const at = left.indexOf(word);
        if (at >= 0) left.splice(at, 1);
        return at >= 0;
      });
      best = Math.max(best, (2 * weigh(shared)) / (weigh(wanted) + weigh(run)));
    }
  });
  return best;
}

test("finds the most similar run of every clause that reaches the minimum", () => {
  const word = fc.constantFrom("networks", "transit", "points", "that", "the", "costly", "few");
  const text = fc.array(word, { minLength: 1, maxLength: 20 }).map((words) => words.join(" "));
  fc.assert(
    fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), text, (texts, sought) => {
      const version = versionOf(...texts);
      const index = wordIndexOf(version);
      const wanted = index.idsOf(sought);
      const found = new Map(likeRuns(index, wanted, 1 / 3).map(({ clause, score }) => [clause, score]));
      version.clauses.forEach((_clause, clause) => {
        const expected = highest(index, clause, wanted);
        if (expected >= 1 / 3 + 1e-9) expect(found.get(clause)).toBeCloseTo(expected, 9);
        else if (expected < 1 / 3 - 1e-9) expect(found.has(clause)).toBe(false);
      });
    }),
  );
});

test("counts only the words that may be shared", () => {
  const version = versionOf("few networks pay for transit", "few networks meet");
  const index = wordIndexOf(version);
  const wanted = index.idsOf("few networks pay for transit");
  const all = likeRuns(index, wanted, 0.1);
  expect(all.map(({ clause, from, to, shared }) => [clause, from, to, shared])).toEqual([
    [0, 0, 4, 5],
    [1, 0, 1, 2],
  ]);
  const counted = Uint8Array.from([0, 0, 1, 1, 1, 0, 0, 1]);
  expect(likeRuns(index, wanted, 0.1, counted).map(({ clause, from, to }) => [clause, from, to])).toEqual([[0, 2, 4]]);
});
