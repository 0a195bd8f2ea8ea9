import type { ComparisonStats } from "#core/compare/comparison.ts";
import { counted } from "./counted.ts";

/** A comparison in a sentence, what is nought left out: "11 clauses changed, 2 moved; 143 words in, 97 words out." */
export function comparisonSummary({ words, clauses }: ComparisonStats): string {
  const became: [count: number, what: string][] = [
    [clauses.edited, "changed"],
    [clauses.added, "added"],
    [clauses.removed, "removed"],
    [clauses.moved, "moved"],
    [clauses.split, "split"],
    [clauses.merged, "merged"],
    [clauses.renumbered, "renumbered"],
  ];
  const clauseCounts = became
    .filter(([count]) => count > 0)
    .map(([count, what], index) => `${index === 0 ? counted(count, "clause") : String(count)} ${what}`);
  const wordCounts = [
    ...(words.inserted > 0 ? [`${counted(words.inserted, "word")} in`] : []),
    ...(words.deleted > 0 ? [`${counted(words.deleted, "word")} out`] : []),
  ];
  const halves = [clauseCounts, wordCounts].filter((half) => half.length > 0).map((half) => half.join(", "));
  return halves.length === 0 ? "The two texts are the same." : `${halves.join("; ")}.`;
}
