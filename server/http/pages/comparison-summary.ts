import type { ComparisonStats } from "#core/compare/comparison.ts";

const number = new Intl.NumberFormat("en-GB");

/** A comparison in words, what is nought left out: "Clauses: 11 changed, 2 moved. Words: 143 in, 97 out." */
export function comparisonSummary({ words, clauses }: ComparisonStats): string {
  const became = listed([
    [clauses.edited, "changed"],
    [clauses.added, "added"],
    [clauses.removed, "removed"],
    [clauses.moved, "moved"],
    [clauses.split, "split"],
    [clauses.merged, "merged"],
    [clauses.renumbered, "renumbered"],
  ]);
  const sentences = [became && `Clauses: ${became}.`, `${wordsInAndOut(words)}.`].filter(Boolean);
  return sentences.join(" ");
}

/** "Words: 143 in, 97 out"; "No word changed" where none came in or went out. */
export function wordsInAndOut({ inserted, deleted }: { inserted: number; deleted: number }): string {
  const counts = listed([
    [inserted, "in"],
    [deleted, "out"],
  ]);
  return counts === "" ? "No word changed" : `Words: ${counts}`;
}

function listed(counts: readonly (readonly [count: number, what: string])[]): string {
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what]) => `${number.format(count)} ${what}`)
    .join(", ");
}
