import type { ComparisonStats } from "#core/compare/comparison.ts";
import { comparisonSummary } from "../../../server/http/pages/comparison-summary.ts";

function statsOf(
  words: Partial<ComparisonStats["words"]>,
  clauses: Partial<ComparisonStats["clauses"]>,
): ComparisonStats {
  return {
    words: { base: 0, revised: 0, kept: 0, inserted: 0, deleted: 0, moved: 0, ...words },
    clauses: {
      unchanged: 0,
      edited: 0,
      moved: 0,
      renumbered: 0,
      split: 0,
      merged: 0,
      added: 0,
      removed: 0,
      ...clauses,
    },
  };
}

test.each([
  ["nothing changed", statsOf({}, { unchanged: 12 }), "No word changed."],
  ["one word", statsOf({ inserted: 1 }, { edited: 1 }), "Clauses: 1 changed. Words: 1 in."],
  [
    "a long round",
    statsOf({ inserted: 1430, deleted: 97 }, { edited: 11, moved: 2, split: 1 }),
    "Clauses: 11 changed, 2 moved, 1 split. Words: 1,430 in, 97 out.",
  ],
  ["renumbering alone", statsOf({}, { renumbered: 4 }), "Clauses: 4 renumbered. No word changed."],
])("a comparison in words: %s", (_name, stats, sentence) => {
  expect(comparisonSummary(stats)).toBe(sentence);
});
