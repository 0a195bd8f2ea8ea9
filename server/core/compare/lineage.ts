import type { ClausePair, Comparison, TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** The versions of a document in their order, and the comparison of each with the next: one fewer than the versions. */
export interface History {
  versions: readonly VersionText[];
  comparisons: readonly Comparison[];
}

/** A clause in one of the versions of a history. */
export interface ClauseInHistory {
  /** Index into the history's versions. */
  version: number;
  clause: string;
  /** How it came from the version nearer to the clause asked about; null for that clause itself. */
  pair: ClausePair | null;
}

/** What a clause was: itself and its ancestors, nearest first. A merged clause has several in one version. */
export function ancestorsOf(history: History, version: number, clause: string): ClauseInHistory[] {
  return follow(history, version, clause, -1);
}

/** What a clause became: itself and its descendants, nearest first. A split clause has several in one version. */
export function descendantsOf(history: History, version: number, clause: string): ClauseInHistory[] {
  return follow(history, version, clause, 1);
}

function follow({ versions, comparisons }: History, version: number, clause: string, step: 1 | -1): ClauseInHistory[] {
  const found: ClauseInHistory[] = [{ version, clause, pair: null }];
  let current = new Set([clause]);
  for (let at = version; current.size > 0; at += step) {
    const comparison = comparisons[step === 1 ? at : at - 1];
    if (!comparison || at + step < 0 || at + step >= versions.length) break;
    const next = new Set<string>();
    for (const pair of comparison.pairs) {
      const [from, to] = step === 1 ? [pair.base, pair.revised] : [pair.revised, pair.base];
      if (!from.some((id) => current.has(id))) continue;
      for (const id of to) {
        if (next.has(id)) continue;
        next.add(id);
        found.push({ version: at + step, clause: id, pair });
      }
    }
    current = next;
  }
  return found;
}

/** A run of a version's text and the version that brought its words in. */
export interface Origin {
  range: TextRange;
  /** Index into the history's versions. */
  version: number;
}

/**
 * Which version brought in each word of the last version, as runs in order that cover all its words. A word that was
 * taken out and put back is brought in again, unless a comparison through the versions in between says otherwise.
 */
export function originsOf({ versions, comparisons }: History): Origin[] {
  let origins: Origin[] = [{ range: [0, versions[0]?.text.length ?? 0], version: 0 }];
  comparisons.forEach((comparison, index) => {
    const length = versions[index + 1]?.text.length ?? 0;
    const kept = [...comparison.kept].sort((x, y) => x[2] - y[2]);
    const next: Origin[] = [];
    let at = 0;
    for (const [baseStart, baseEnd, revisedStart, revisedEnd] of kept) {
      push(next, [at, revisedStart], index + 1);
      for (const { range, version } of overlapping(origins, baseStart, baseEnd)) {
        const shift = revisedStart - baseStart;
        push(next, [Math.max(range[0], baseStart) + shift, Math.min(range[1], baseEnd) + shift], version);
      }
      at = revisedEnd;
    }
    push(next, [at, length], index + 1);
    origins = next;
  });
  return origins;
}

/** Adds a run, joined to the one before where the same version brought both. */
function push(origins: Origin[], [start, end]: TextRange, version: number): void {
  if (start >= end) return;
  const last = origins[origins.length - 1];
  if (last?.version === version && last.range[1] === start) last.range = [last.range[0], end];
  else origins.push({ range: [start, end], version });
}

function overlapping(origins: readonly Origin[], start: number, end: number): Origin[] {
  let low = 0;
  for (let high = origins.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((origins[middle]?.range[1] ?? 0) <= start) low = middle + 1;
    else high = middle;
  }
  const found: Origin[] = [];
  for (let origin = origins[low]; origin && origin.range[0] < end; origin = origins[++low]) found.push(origin);
  return found;
}
