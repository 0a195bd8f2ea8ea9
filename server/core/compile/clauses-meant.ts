import { clauseIndex } from "#core/text/clause-index.ts";
import { sectionEnd } from "#core/text/section.ts";
import type { CompilationFilters } from "#core/compile/compilation-filters.ts";
import type { VersionText } from "#core/text/clause.ts";

/**
 * The ids of the clauses that the filters `clauses` and `sections` mean: the two say it together, since nobody who chose a
 * section and a clause elsewhere wants what is in both. Null where neither says anything, and any clause is meant.
 */
export function clausesMeant(
  version: VersionText,
  { clauses = [], sections = [] }: CompilationFilters,
): ReadonlySet<string> | null {
  if (clauses.length === 0 && sections.length === 0) return null;
  const within = sections.flatMap((opener) => {
    const first = clauseIndex(version, opener);
    return first === undefined ? [] : version.clauses.slice(first, sectionEnd(version.clauses, first));
  });
  return new Set([...clauses, ...within.map(({ id }) => id)]);
}
