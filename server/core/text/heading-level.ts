import type { ClauseKind } from "#core/text/clause-kind.ts";

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

/** Returns a clause's level as a heading, from 1 to 6; null if it is none. Only headings are deeper with their depth. */
export function headingLevel(kind: ClauseKind, depth: number): number | null {
  const level = headingLevels[kind];
  return level !== null && kind === "heading" ? Math.min(level + depth, 6) : level;
}
