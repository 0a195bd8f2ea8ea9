import type { ViaComparison } from "#core/compare/compare-via.ts";
import type { VersionText } from "#core/text/clause.ts";
import { compareTexts, type CompareBy } from "#core/compare/compare-via.ts";

/** What a thread of the comparison pool is given, copied over from the server's own. */
export interface ComparisonTask {
  base: VersionText;
  revised: VersionText;
  by: CompareBy;
}

/** What a thread of the comparison pool runs, by this name. */
export function runComparison({ base, revised, by }: ComparisonTask): ViaComparison {
  return compareTexts(base, revised, by);
}
