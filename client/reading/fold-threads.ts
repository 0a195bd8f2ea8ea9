/** More threads than this on one clause, and the rest are folded into a line that says how many there are. */
export const foldAbove = 4;
/** How many stay when folded. */
const kept = 3;

/** One thing in the margin: a thread, or the line that stands for the folded rest of a clause's. */
export type MarginEntry<T> = { kind: "thread"; thread: T } | { kind: "fold"; clause: string; hidden: readonly T[] };

/**
 * The threads of a margin, in their order, a crowded clause's folded. A clause one opened is not folded, nor is one
 * whose focused thread would be hidden.
 */
export function foldThreads<T extends { id: string; clause: string }>(
  threads: readonly T[],
  opened: ReadonlySet<string>,
  focused: string | null,
): MarginEntry<T>[] {
  const byClause = new Map<string, T[]>();
  for (const thread of threads) byClause.set(thread.clause, [...(byClause.get(thread.clause) ?? []), thread]);
  return [...byClause].flatMap(([clause, own]): MarginEntry<T>[] => {
    const rest = own.slice(kept);
    const folds = own.length > foldAbove && !opened.has(clause) && !rest.some(({ id }) => id === focused);
    const shown = (folds ? own.slice(0, kept) : own).map((thread) => ({ kind: "thread" as const, thread }));
    return folds ? [...shown, { kind: "fold", clause, hidden: rest }] : shown;
  });
}
