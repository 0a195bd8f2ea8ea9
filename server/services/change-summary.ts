import type { Comparison } from "#core/compare/comparison.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";

/** How much changed between two versions, as lists of versions tell it. */
export type ChangeSummary = Omit<NonNullable<ListedVersion["change"]>, "against">;

/** Words and clauses that changed; a clause that only has another label did not. */
export function changeSummaryOf({ stats, pairs }: Comparison): ChangeSummary {
  const { inserted, deleted, moved } = stats.words;
  const clauses = pairs.filter((pair) => pair.relation !== "1:1" || pair.edited || pair.moved).length;
  return { inserted, deleted, moved, clauses };
}
