import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { clauseById } from "#core/text/clause-index.ts";
import type { VersionText } from "#core/text/clause.ts";
import { type ClauseRun, targetRuns } from "../../reader/target-runs.ts";

/** A thread that stands beside words of this version. */
export interface Thread {
  id: string;
  /** The clause its first words stand in, and where in it. */
  clause: string;
  offset: number;
  runs: readonly ClauseRun[];
  placed: PlacedAnnotation;
}

/** The threads of a version, sorted into what stands beside words, general remarks, and what has no place left. */
export interface ThreadPlaces {
  /** By where their words begin, then by when they were made. */
  beside: readonly Thread[];
  general: readonly PlacedAnnotation[];
  orphans: readonly PlacedAnnotation[];
}

/** Sorts annotations by where they stand on a version. */
export function threadPlaces(version: VersionText, annotations: readonly PlacedAnnotation[]): ThreadPlaces {
  const beside: Thread[] = [];
  const general: PlacedAnnotation[] = [];
  const orphans: PlacedAnnotation[] = [];
  for (const placed of annotations) {
    const { targets } = placed.placement;
    const runs = targets.flatMap((target) => targetRuns(version, target));
    const [first] = runs;
    if (first) beside.push({ id: placed.annotation.id, clause: first.clause, offset: first.start, runs, placed });
    else if (targets.some(({ kind }) => kind === "document")) general.push(placed);
    else orphans.push(placed);
  }
  const startOf = ({ clause, offset }: Thread): number => (clauseById(version, clause)?.start ?? 0) + offset;
  beside.sort((one, other) => startOf(one) - startOf(other) || byDate(one.placed, other.placed));
  return { beside, general: general.sort(byDate), orphans: orphans.sort(byDate) };
}

/** How many of them stand: what was withdrawn, hidden or erased is shown, and counts for nothing, here as in the library. */
export function countOpen(annotations: readonly PlacedAnnotation[]): number {
  return annotations.filter(({ annotation }) => annotation.standing === "open").length;
}

function byDate(one: PlacedAnnotation, other: PlacedAnnotation): number {
  return one.annotation.createdAt.localeCompare(other.annotation.createdAt);
}

/**
 * The numbers printed notes have, from 1, in the order in which a reader meets them: a number stands after the last of a
 * note's words, so a long passage's comes after those of the passages within it.
 */
export function noteNumbers(version: VersionText, threads: readonly Thread[]): ReadonlyMap<string, number> {
  const endOf = ({ runs }: Thread): number => {
    const last = runs.at(-1);
    return last ? (clauseById(version, last.clause)?.start ?? 0) + last.end : 0;
  };
  const met = [...threads].sort((one, other) => endOf(one) - endOf(other));
  return new Map(met.map(({ id }, index) => [id, index + 1]));
}
