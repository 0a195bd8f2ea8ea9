import type { ReactNode } from "react";
import type { ComparisonStats } from "#core/compare/comparison.ts";
import { counted } from "../components/counted.ts";

/** What changed, in a sentence: clauses first, then words. */
export function summaryOf(stats: ComparisonStats): string {
  const { clauses, words } = stats;
  const parts = [
    clauses.edited > 0 && `${counted(clauses.edited, "clause")} edited`,
    clauses.moved > 0 && `${String(clauses.moved)} moved`,
    clauses.split > 0 && `${String(clauses.split)} split`,
    clauses.merged > 0 && `${String(clauses.merged)} merged`,
    clauses.added > 0 && `${String(clauses.added)} added`,
    clauses.removed > 0 && `${String(clauses.removed)} removed`,
    clauses.renumbered > 0 && `${String(clauses.renumbered)} renumbered`,
  ].filter((part) => part !== false);
  if (parts.length === 0) return "The two texts are the same.";
  const moved = words.moved > 0 ? `, ${counted(words.moved, "word")} moved` : "";
  return `${parts.join(", ")}; ${counted(words.inserted, "word")} in, ${String(words.deleted)} out${moved}.`;
}

export function ComparisonSummary({ stats, coarse }: { stats: ComparisonStats; coarse: number }): ReactNode {
  return (
    <div className="comparison-summary">
      <p>{summaryOf(stats)}</p>
      {coarse > 0 && (
        <p className="quiet">
          In {counted(coarse, "place")} so much differs that the comparison there is coarser than word by word.
        </p>
      )}
    </div>
  );
}
