import type { Comparison } from "#core/compare/comparison.ts";
import type { ChangeSummary } from "#core/contract/forum-operations.ts";

/** Words and clauses that changed; a clause that only has another label did not. */
export function changeSummaryOf({ stats, pairs }: Comparison): ChangeSummary {
  const { inserted, deleted, moved } = stats.words;
  const clauses = pairs.filter((pair) => pair.relation !== "1:1" || pair.edited || pair.moved).length;
  return { inserted, deleted, moved, clauses };
}
