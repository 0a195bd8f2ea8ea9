import { clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";
import type { Target } from "#core/discuss/target.ts";
import type { Place } from "#core/compile/compilation.ts";

/**
 * Splits targets at clause boundaries, without duplicates and in document order. A section is represented by its
 * opening clause, and the whole document has no position. A range that touches a clause without covering any of its
 * text leaves that clause out, unless the range is empty everywhere.
 */
export function placesOf(version: VersionText, targets: readonly Target[]): Place[] {
  const places = targets.flatMap((target) => pieces(version, target));
  const order = ({ clause }: Place): number => clauseIndex(version, clause) ?? 0;
  places.sort((left, right) => order(left) - order(right) || left.start - right.start || left.end - right.end);
  return places.filter((place, index) => {
    const before = places[index - 1];
    return before?.clause !== place.clause || before.start !== place.start || before.end !== place.end;
  });
}

function pieces(version: VersionText, target: Target): Place[] {
  if (target.kind === "document") return [];
  if (target.kind !== "range") {
    const clause = clauseById(version, target.clause);
    return clause ? [{ clause: clause.id, start: 0, end: clause.end - clause.start }] : [];
  }
  const first = clauseIndex(version, target.start.clause);
  const last = clauseIndex(version, target.end.clause);
  if (first === undefined || last === undefined) return [];
  const cut = version.clauses.slice(first, last + 1).map(({ id, start, end }, index) => ({
    clause: id,
    start: index === 0 ? target.start.offset : 0,
    end: first + index === last ? target.end.offset : end - start,
  }));
  const withWords = cut.filter(({ start, end }) => start < end);
  return withWords.length > 0 ? withWords : cut.slice(0, 1);
}
