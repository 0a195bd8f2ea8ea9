import type { ClauseKind } from "#core/text/clause-kind.ts";

/**
 * The level each clause is set at: headings by their depth; items by how many clauses they stand under, since the depth
 * of what they belong to differs from text to text.
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
