import type { Comparison } from "#core/compare/comparison.ts";
import type { RedlineRow } from "#core/compare/redline-row.ts";
import type { VersionText } from "#core/text/clause.ts";

const sides = {
  base: new Set(["kept", "deleted", "moved-away"]),
  revised: new Set(["kept", "inserted", "moved-here"]),
};

/** Returns the text of each clause of a side, joined from the segments of a redline. */
export function spelled(
  redline: readonly RedlineRow[],
  side: "base" | "revised",
  { text }: VersionText,
): Map<string, string> {
  const clauses = new Map<string, string>();
  for (const row of redline) {
    const id = row[side];
    if (id === null) continue;
    const segments = row.segments.filter((segment) => sides[side].has(segment.kind));
    clauses.set(id, (clauses.get(id) ?? "") + segments.map((segment) => text.slice(...segment[side]!)).join(""));
  }
  return clauses;
}

/** Returns the text of each clause. */
export function clauseTexts({ text, clauses }: VersionText): Map<string, string> {
  return new Map(clauses.map((clause) => [clause.id, text.slice(clause.start, clause.end)]));
}

const mirrorRelation = { "1:1": "1:1", "1:n": "n:1", "n:1": "1:n", added: "removed", removed: "added" } as const;

/** Returns the comparison in the other direction. */
export function mirrored({
  pairs,
  kept,
  changes,
  stats,
  candidates,
  origins,
  choices,
  coarse,
}: Comparison): Comparison {
  const { words, clauses } = stats;
  return {
    pairs: pairs.map((pair) => ({
      ...pair,
      relation: mirrorRelation[pair.relation],
      base: pair.revised,
      revised: pair.base,
    })),
    kept: kept.map(([a, b, c, d]) => [c, d, a, b]),
    changes: changes.map((change) => ({ ...change, base: change.revised, revised: change.base })),
    stats: {
      words: { ...words, base: words.revised, revised: words.base, inserted: words.deleted, deleted: words.inserted },
      clauses: {
        ...clauses,
        split: clauses.merged,
        merged: clauses.split,
        added: clauses.removed,
        removed: clauses.added,
      },
    },
    candidates: origins.map(({ revised, base, scores }) => ({ base: revised, revised: base, scores })),
    origins: candidates.map(({ base, revised, scores }) => ({ revised: base, base: revised, scores })),
    choices: choices.map((choice) => ({ ...choice, side: choice.side === "base" ? "revised" : "base" })),
    coarse: coarse.map(({ base, revised }) => ({ base: revised, revised: base })),
  };
}

/** Sorts the lists of a comparison so that their order does not depend on its direction. */
export function inOrder(comparison: Comparison): unknown {
  const sorted = (list: readonly unknown[]): string[] => list.map((item) => JSON.stringify(item)).sort();
  const { pairs, kept, changes, stats, candidates, origins, coarse } = comparison;
  return {
    pairs: sorted(pairs),
    kept: sorted(kept),
    changes: sorted(changes),
    stats,
    candidates: sorted(candidates),
    origins: sorted(origins),
    coarse: sorted(coarse),
  };
}
