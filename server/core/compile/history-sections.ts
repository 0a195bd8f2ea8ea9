import type { DocumentHistory, HistoryClause } from "#core/compile/document-history.ts";

/** More sections than this are no overview: then only those of higher headings are told apart. */
const mostSections = 40;
/** Depths of headings that are tried, the deepest first. */
const deepest = 8;

/**
 * Where the sections of each draft begin, by index of the clause: at verbs and at headings, as deep as leaves no draft with
 * more than can be taken in at a glance. A draft without either is cut into runs of one length.
 */
export function sectionStarts({ drafts }: Pick<DocumentHistory, "drafts">): number[][] {
  for (let depth = deepest; depth > 0; depth -= 1) {
    const starts = drafts.map(({ clauses }) => openersOf(clauses, depth));
    if (starts.every(({ length }) => length <= mostSections)) return starts;
  }
  return drafts.map(({ clauses }) => {
    const starts = openersOf(clauses, 0);
    return starts.length <= mostSections ? starts : evenly(clauses.length);
  });
}

function openersOf(clauses: readonly HistoryClause[], depth: number): number[] {
  const openers = clauses.flatMap((clause, index) =>
    clause.kind === "verb" || (clause.kind === "heading" && clause.depth <= depth) ? [index] : [],
  );
  if (openers.length === 0) return evenly(clauses.length);
  return openers[0] === 0 ? openers : [0, ...openers];
}

function evenly(count: number): number[] {
  const length = Math.max(1, Math.ceil(count / mostSections));
  return Array.from({ length: Math.ceil(count / length) }, (_, index) => index * length);
}
