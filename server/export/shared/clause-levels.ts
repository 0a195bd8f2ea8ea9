import type { ClauseKind } from "#core/text/clause.ts";

/**
 * Returns the level of each clause for styling. Headings use their depth. Items use their depth below the clause they
 * belong to, because the depth of that clause differs between texts.
 */
export function styleLevels(clauses: readonly { kind: ClauseKind; depth: number }[]): number[] {
  let parentDepth = 0;
  return clauses.map(({ kind, depth }) => {
    if (kind === "heading") return depth;
    if (kind === "item") return Math.max(1, depth - parentDepth);
    if (kind !== "footnote" && kind !== "cell") parentDepth = depth;
    return 0;
  });
}
