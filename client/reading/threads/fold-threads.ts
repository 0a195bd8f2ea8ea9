/** More threads than this on one clause, and the rest are folded into a line that says how many there are. */
export const foldAbove = 4;
/** How many stay when folded. */
const kept = 3;

/**
 * One thing in the margin: a thread, or the line at the end of a crowded clause's, which says how many are hidden; none
 * where they are unfolded, and it folds them again.
 */
export type MarginEntry<T> =
  { kind: "thread"; thread: T } | { kind: "fold"; clause: string; offset: number; hidden: number };

/**
 * The threads of a margin, in their order, a crowded clause's folded. A clause one unfolded stays so, as does one
 * whose focused thread would be hidden.
 */
export function foldThreads<T extends { id: string; clause: string; offset: number }>(
  threads: readonly T[],
  unfolded: readonly string[],
  focused: string | null,
): MarginEntry<T>[] {
  const byClause = new Map<string, T[]>();
  for (const thread of threads) byClause.set(thread.clause, [...(byClause.get(thread.clause) ?? []), thread]);
  return [...byClause].flatMap(([clause, own]): MarginEntry<T>[] => {
    const rest = own.slice(kept);
    const crowded = own.length > foldAbove;
    const folds = crowded && !unfolded.includes(clause) && !rest.some(({ id }) => id === focused);
    const shown = folds ? own.slice(0, kept) : own;
    return [
      ...shown.map((thread) => ({ kind: "thread" as const, thread })),
      ...(crowded
        ? [{ kind: "fold" as const, clause, offset: shown.at(-1)?.offset ?? 0, hidden: own.length - shown.length }]
        : []),
    ];
  });
}
