import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { type ClauseRun, targetRuns } from "#core/discuss/text-order.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";

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

/** If one clause has more threads than this, the rest are folded into a line with their number. */
export const foldAbove = 4;
/** Number of threads that stay visible when folded. */
const unfoldedCount = 3;

/**
 * An item in the margin: a thread, or the last line of a crowded clause. `hidden` is the number of folded threads. If
 * it is 0, they are unfolded and the line folds them again.
 */
export type MarginEntry<T> =
  | { kind: "thread"; thread: T }
  /** `over`: whether all threads it folds are over. */
  | { kind: "fold"; clause: string; offset: number; hidden: number; over?: true };

/**
 * Folds the threads of crowded clauses, and all threads that are over. Keeps their order, in which those come last. A
 * clause stays unfolded if the user unfolded it, or if its focused thread would be hidden.
 */
export function foldThreads<T extends { id: string; clause: string; offset: number; over?: boolean }>(
  threads: readonly T[],
  unfolded: readonly string[],
  focused: string | null,
): MarginEntry<T>[] {
  const byClause = new Map<string, T[]>();
  for (const thread of threads) byClause.set(thread.clause, [...(byClause.get(thread.clause) ?? []), thread]);
  return [...byClause].flatMap(([clause, clauseThreads]): MarginEntry<T>[] => {
    const going = clauseThreads.filter(({ over }) => !over);
    const rest = clauseThreads.slice(going.length > foldAbove ? unfoldedCount : going.length);
    const folds = !unfolded.includes(clause) && !rest.some(({ id }) => id === focused);
    const shown = folds ? clauseThreads.slice(0, clauseThreads.length - rest.length) : clauseThreads;
    const offset = shown.at(-1)?.offset ?? clauseThreads[0]?.offset ?? 0;
    const over = rest.every((thread) => thread.over) && ({ over: true } as const);
    const hidden = clauseThreads.length - shown.length;
    return [
      ...shown.map((thread) => ({ kind: "thread" as const, thread })),
      ...(rest.length > 0 ? [{ kind: "fold" as const, clause, offset, hidden, ...over }] : []),
    ];
  });
}
