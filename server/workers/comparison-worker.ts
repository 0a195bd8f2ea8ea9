import type { ViaComparison } from "#core/lineage/compare-via.ts";
import type { VersionText } from "#core/text/clause.ts";
import { compareTexts, type CompareBy } from "#core/lineage/compare-via.ts";

/** Input of a comparison thread, copied from the server's own thread. */
export interface ComparisonTask {
  base: VersionText;
  revised: VersionText;
  by: CompareBy;
}

/** Entry point of a comparison thread, found by this name. */
export function runComparison({ base, revised, by }: ComparisonTask): ViaComparison {
  return compareTexts(base, revised, by);
}
