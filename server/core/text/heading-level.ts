import type { ClauseKind } from "#core/text/clause.ts";

/** The heading level of each kind for screen readers; null if it is not a heading. A verb opens a block. */
const headingLevels: Readonly<Record<ClauseKind, number | null>> = {
  title: 1,
  opening: null,
  verb: 2,
  recital: null,
  operative: null,
  heading: 2,
  paragraph: null,
  item: null,
  footnote: null,
  cell: null,
};

/** Returns the heading level of a clause, from 1 to 6, or null. The depth counts only for clauses of kind "heading". */
export function headingLevel(kind: ClauseKind, depth: number): number | null {
  const level = headingLevels[kind];
  return level !== null && kind === "heading" ? Math.min(level + depth, 6) : level;
}
