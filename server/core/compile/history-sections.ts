import type { DocumentHistory, HistoryClause, HistoryStep } from "#core/compile/document-history.ts";

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

/**
 * The part of a history that some clauses of one draft had: they, what they came from and what they became, in each step
 * only where most of a clause went. Everything else is left out, as if the document had been nothing more.
 */
export function historyWithin(
  history: DocumentHistory,
  draft: number,
  [first, end]: readonly [first: number, end: number],
): DocumentHistory {
  const kept: Set<number>[] = history.drafts.map(() => new Set());
  const own = history.drafts[draft]?.clauses.length ?? 0;
  kept[draft] = new Set(Array.from({ length: own }, (_, index) => index).slice(first, end));
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
    drafts: history.drafts.map(({ clauses, taken, said, ...rest }, at) => ({
      ...rest,
      clauses: clauses.filter((_, index) => places[at]?.has(index)),
      taken: taken
        .map((one) => ({ ...one, clauses: placesOf(at, one.clauses) }))
        .filter((one) => one.clauses.length > 0),
      said: said.map((one) => ({ ...one, clauses: placesOf(at, one.clauses) })).filter((one) => one.clauses.length > 0),
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

/** The clauses on one side of a step to or from which most of the words of some clauses on the other went. */
function mostOf(
  { drafts, steps }: DocumentHistory,
  at: number,
  side: "base" | "revised",
  others: ReadonlySet<number>,
): Set<number> {
  const found = new Set<number>();
  for (const [base, revised, words] of steps[at]?.flows ?? []) {
    const [here, other] = side === "base" ? [base, revised] : [revised, base];
    const shortest = Math.min(drafts[at]?.clauses[base]?.words ?? 0, drafts[at + 1]?.clauses[revised]?.words ?? 0);
    if (others.has(other) && words * 2 >= shortest) found.add(here);
  }
  return found;
}
