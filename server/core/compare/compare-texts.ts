import type { ClauseLink } from "#core/compare/clause-link.ts";
import { compareVia, type ViaComparison } from "#core/compare/compose.ts";
import type { VersionText } from "#core/text/clause.ts";

/** What two texts are compared by, besides themselves: the texts in between, in order, and what people said of clauses. */
export interface CompareBy {
  via: readonly VersionText[];
  links: readonly ClauseLink[];
  /** What was said of each step; empty where nothing was. */
  stepLinks: readonly (readonly ClauseLink[])[];
}

/** Two texts compared here and now, in whatever thread this is called. */
export function compareTexts(
  base: VersionText,
  revised: VersionText,
  { via, links, stepLinks }: CompareBy,
): ViaComparison {
  return compareVia(base, via, revised, { links, stepLinks });
}
