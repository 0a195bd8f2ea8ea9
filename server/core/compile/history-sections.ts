import type { DocumentHistory, HistoryClause, HistoryStep } from "#core/compile/document-history.ts";

/** With more sections than this an overview is unreadable, so only those of higher headings are used. */
const mostSections = 40;
/** Heading depths to try, starting with the deepest. */
const deepest = 8;

/**
 * Returns where the sections of each draft begin, as clause indexes. Sections open at verbs and headings, down to the
 * deepest level that gives no draft more than `mostSections`. A draft without either is cut into runs of equal length.
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

/**
 * Returns the part of a history that concerns some clauses of one draft: these clauses, their origins and their
 * successors. Each step follows a clause only where at least half of the words of the shorter one continue. All other
 * clauses are left out.
 */
export function historyWithin(
  history: DocumentHistory,
  draft: number,
  [first, end]: readonly [first: number, end: number],
): DocumentHistory {
  const kept: Set<number>[] = history.drafts.map(() => new Set());
  const clauseCount = history.drafts[draft]?.clauses.length ?? 0;
  kept[draft] = new Set(Array.from({ length: clauseCount }, (_, index) => index).slice(first, end));
  for (let at = draft; at > 0; at -= 1) kept[at - 1] = mostOf(history, at - 1, "base", kept[at] ?? new Set());
  for (let at = draft; at + 1 < kept.length; at += 1)
    kept[at + 1] = mostOf(history, at, "revised", kept[at] ?? new Set());
  const places = kept.map(
    (clauses) => new Map([...clauses].sort((a, b) => a - b).map((clause, index) => [clause, index])),
  );
  const placesOf = (at: number, clauses: readonly number[]): number[] =>
    clauses.flatMap((clause) => places[at]?.get(clause) ?? []);
  return {
    ...history,
    drafts: history.drafts.map(({ clauses, taken: adopted, said: comments, ...rest }, at) => ({
      ...rest,
      clauses: clauses.filter((_, index) => places[at]?.has(index)),
      taken: adopted
        .map((proposal) => ({ ...proposal, clauses: placesOf(at, proposal.clauses) }))
        .filter((proposal) => proposal.clauses.length > 0),
      said: comments
        .map((comment) => ({ ...comment, clauses: placesOf(at, comment.clauses) }))
        .filter((comment) => comment.clauses.length > 0),
    })),
    steps: history.steps.map(({ pairs, flows }, at): HistoryStep => ({
      pairs: pairs
        .map((pair) => ({ ...pair, base: placesOf(at, pair.base), revised: placesOf(at + 1, pair.revised) }))
        .filter(({ base, revised }) => base.length + revised.length > 0),
      flows: flows.flatMap(([base, revised, words]) => {
        const [from, into] = [places[at]?.get(base), places[at + 1]?.get(revised)];
        return from === undefined || into === undefined ? [] : [[from, into, words]];
      }),
    })),
  };
}

/**
 * Returns the clauses on one side of a step that share enough words with the given clauses on the other: at least half
 * of the shorter clause's words.
 */
function mostOf(
  { drafts, steps }: DocumentHistory,
  at: number,
  side: "base" | "revised",
  others: ReadonlySet<number>,
): Set<number> {
  const matching = new Set<number>();
  for (const [base, revised, words] of steps[at]?.flows ?? []) {
    const [here, there] = side === "base" ? [base, revised] : [revised, base];
    const shortest = Math.min(drafts[at]?.clauses[base]?.words ?? 0, drafts[at + 1]?.clauses[revised]?.words ?? 0);
    if (others.has(there) && words * 2 >= shortest) matching.add(here);
  }
  return matching;
}
