import type { Relations } from "#core/lineage/relations.ts";

/** The clause that a clause became in a step, by index, and the confidence in that pair. */
export interface LineageStep {
  clause: number;
  score: number;
}

/**
 * Finds the steps that lead from one clause to another, by index: the most certain chain of pairs. Null if none leads
 * there, so that only the direct comparison can have paired them.
 */
export function lineageBetween(
  steps: readonly Pick<Relations, "pairs">[],
  base: number,
  revised: number,
): LineageStep[] | null {
  let reached = new Map<number, { path: LineageStep[]; score: number }>([[base, { path: [], score: 1 }]]);
  for (const { pairs } of steps) {
    const next: typeof reached = new Map();
    for (const pair of pairs) {
      for (const { path, score } of pair.base.flatMap((from) => reached.get(from) ?? [])) {
        for (const clause of pair.revised) {
          if (score * pair.score <= (next.get(clause)?.score ?? -1)) continue;
          next.set(clause, { path: [...path, { clause, score: pair.score }], score: score * pair.score });
        }
      }
    }
    reached = next;
  }
  return reached.get(revised)?.path ?? null;
}
