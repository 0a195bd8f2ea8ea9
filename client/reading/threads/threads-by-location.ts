import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { type ClauseRun, targetRuns } from "#core/discuss/text-order.ts";

/** A thread beside its text in this version. */
export interface Thread {
  id: string;
  /** The clause of its first word, and the offset in it. */
  clause: string;
  offset: number;
  runs: readonly ClauseRun[];
  /**
   * Whether its annotation was withdrawn before anybody replied. Such a thread comes last on its clause, is folded, and
   * its text is not highlighted.
   */
  over: boolean;
  placed: PlacedAnnotation;
}

/** The threads of a version by location: beside their text, on the whole document, or orphans. */
export interface ThreadsByLocation {
  /** Sorted by clause. Within a clause, threads that are over come last; then by the start of their text and by date. */
  beside: readonly Thread[];
  general: readonly PlacedAnnotation[];
  orphans: readonly PlacedAnnotation[];
}

/** Groups annotations by their placement on a version. */
export function threadsByLocation(version: VersionText, annotations: readonly PlacedAnnotation[]): ThreadsByLocation {
  const beside: Thread[] = [];
  const general: PlacedAnnotation[] = [];
  const orphans: PlacedAnnotation[] = [];
  for (const placed of annotations) {
    const { targets } = placed.placement;
    const runs = targets.flatMap((target) => targetRuns(version, target));
    const [first] = runs;
    if (first) {
      const { id } = placed.annotation;
      beside.push({ id, clause: first.clause, offset: first.start, runs, over: isOver(placed), placed });
    } else if (targets.some(({ kind }) => kind === "document")) general.push(placed);
    else orphans.push(placed);
  }
  const startOf = ({ clause, offset }: Thread): number => (clauseById(version, clause)?.start ?? 0) + offset;
  const clauseStart = ({ clause }: Thread): number => clauseById(version, clause)?.start ?? 0;
  beside.sort(
    (a, b) =>
      clauseStart(a) - clauseStart(b) ||
      Number(a.over) - Number(b.over) ||
      startOf(a) - startOf(b) ||
      byDate(a.placed, b.placed),
  );
  return { beside, general: general.sort(byDate), orphans: orphans.sort(byDate) };
}

function isOver({ annotation, replies }: PlacedAnnotation): boolean {
  return annotation.standing === "withdrawn" && replies.length === 0;
}

/** Counts the open annotations. Withdrawn, hidden and erased ones are shown but not counted, here as in the library. */
export function countOpen(annotations: readonly PlacedAnnotation[]): number {
  return annotations.filter(({ annotation }) => annotation.standing === "open").length;
}

function byDate(a: PlacedAnnotation, b: PlacedAnnotation): number {
  return a.annotation.createdAt.localeCompare(b.annotation.createdAt);
}

/**
 * Returns the numbers of printed notes, from 1, in reading order. A number is printed after the end of a note's text,
 * so a long passage is numbered after the passages inside it.
 */
export function noteNumbers(version: VersionText, threads: readonly Thread[]): ReadonlyMap<string, number> {
  const endOf = ({ runs }: Thread): number => {
    const last = runs.at(-1);
    return last ? (clauseById(version, last.clause)?.start ?? 0) + last.end : 0;
  };
  const sorted = [...threads].sort((a, b) => endOf(a) - endOf(b));
  return new Map(sorted.map(({ id }, index) => [id, index + 1]));
}
