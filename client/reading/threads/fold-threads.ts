/** If one clause has more threads than this, the rest are folded into a line with their number. */
export const foldAbove = 4;
/** Number of threads that stay visible when folded. */
const kept = 3;

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
  return [...byClause].flatMap(([clause, own]): MarginEntry<T>[] => {
    const going = own.filter(({ over }) => !over);
    const rest = own.slice(going.length > foldAbove ? kept : going.length);
    const folds = !unfolded.includes(clause) && !rest.some(({ id }) => id === focused);
    const shown = folds ? own.slice(0, own.length - rest.length) : own;
    const offset = shown.at(-1)?.offset ?? own[0]?.offset ?? 0;
    const over = rest.every((thread) => thread.over) && ({ over: true } as const);
    const hidden = own.length - shown.length;
    return [
      ...shown.map((thread) => ({ kind: "thread" as const, thread })),
      ...(rest.length > 0 ? [{ kind: "fold" as const, clause, offset, hidden, ...over }] : []),
    ];
  });
}
