import type { VersionText } from "#core/text/clause.ts";
import {
  type DivisionLevel,
  divisionOf,
  isAnnexLevel,
  isPreamble,
  unnumberedLevel,
} from "#core/text/labels/division.ts";

/** A part of a text that readers name: an article, an annex, or a top-level section. */
export interface Article {
  /** Index of the clause that opens it; null for the text before the first one. */
  opener: number | null;
  /** Its clauses by index: [first, end). */
  first: number;
  end: number;
}

/**
 * Divides a text into its articles, in order. Every clause is in exactly one.
 *
 * - In a text with articles or annexes, these and all other divisions open one: the preamble, a chapter's heading. So
 *   does an unnumbered heading that is not below the open one.
 * - In any other text, the headings of the smallest depth do.
 * - A text without headings is one article without an opener.
 */
export function articlesOf(version: VersionText): Article[] {
  const levels = version.clauses.map(levelOf);
  const hasArticles = levels.some((level) => level === "article" || (level !== undefined && isAnnexLevel(level)));
  const openers = hasArticles ? openersByLevel(version, levels) : topHeadings(version);
  const starts = openers[0] === 0 ? openers : [null, ...openers];
  return starts
    .map((opener, index) => ({ opener, first: opener ?? 0, end: starts[index + 1] ?? version.clauses.length }))
    .filter(({ first, end }) => first < end);
}

function levelOf({ kind, label }: VersionText["clauses"][number]): DivisionLevel | undefined {
  return label === null || kind === "item" ? undefined : divisionOf(label)?.level;
}

function openersByLevel({ text, clauses }: VersionText, levels: readonly (DivisionLevel | undefined)[]): number[] {
  const openers: number[] = [];
  let depth = Infinity;
  for (const [index, clause] of clauses.entries()) {
    const isNamed = (): boolean => {
      const heading = text.slice(clause.start, clause.end);
      return isPreamble(heading) || unnumberedLevel(heading) !== undefined;
    };
    const isOpener =
      levels[index] !== undefined ||
      (clause.kind === "heading" && clause.label === null && (clause.depth <= depth || isNamed()));
    if (!isOpener) continue;
    openers.push(index);
    depth = clause.depth;
  }
  return openers;
}

function topHeadings({ clauses }: VersionText): number[] {
  const headings = clauses.flatMap(({ kind, depth }, index) => (kind === "heading" ? [{ index, depth }] : []));
  const top = Math.min(...headings.map(({ depth }) => depth));
  return headings.filter(({ depth }) => depth === top).map(({ index }) => index);
}
