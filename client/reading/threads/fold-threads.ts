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
