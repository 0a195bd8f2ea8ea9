import { clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";
import type { Target } from "#core/discuss/target.ts";

/** A range of one clause's text. `whole` means the clause itself, including its label. */
export interface ClauseRun {
  clause: string;
  start: number;
  end: number;
  whole: boolean;
}

/**
 * Returns the ranges a target covers, one per clause, in document order. A section is marked at its first clause. The
 * whole document has no ranges, nor has a target that the version does not contain.
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
