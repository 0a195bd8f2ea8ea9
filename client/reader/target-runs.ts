import { clauseById, clauseIndex } from "#core/text/clause-index.ts";
import type { Target } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A run of one clause's text; `whole` where the clause itself is meant, its label included. */
export interface ClauseRun {
  clause: string;
  start: number;
  end: number;
  whole: boolean;
}

/**
 * What a target speaks of, cut at clauses, in document order. A section is marked at the clause that opens it; the whole
 * document has no run; a target the version does not hold has none either.
 */
export function targetRuns(version: VersionText, target: Target): ClauseRun[] {
  if (target.kind === "document") return [];
  if (target.kind !== "range") {
    const clause = clauseById(version, target.clause);
    return clause ? [{ clause: clause.id, start: 0, end: clause.end - clause.start, whole: true }] : [];
  }
  const first = clauseIndex(version, target.start.clause);
  const last = clauseIndex(version, target.end.clause);
  if (first === undefined || last === undefined) return [];
  return version.clauses.slice(first, last + 1).map((clause) => ({
    clause: clause.id,
    start: clause.id === target.start.clause ? target.start.offset : 0,
    end: clause.id === target.end.clause ? target.end.offset : clause.end - clause.start,
    whole: false,
  }));
}
