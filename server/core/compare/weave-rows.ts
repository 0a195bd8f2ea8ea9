import type { Change, TextRange } from "#core/compare/comparison.ts";
import type { segmentKinds } from "#core/compare/redline-row.ts";
import type { Clause } from "#core/text/clause.ts";

/** A segment with the change it is part of. */
export interface WovenSegment {
  kind: (typeof segmentKinds)[number];
  base: TextRange | null;
  revised: TextRange | null;
  change: Change | null;
}

/** The segments of one base clause against one revised clause. */
export interface WovenRow {
  base: Clause | null;
  revised: Clause | null;
  segments: WovenSegment[];
}

/**
 * Merges the text of a pair of clauses, or of a split or merger. Text outside the changes is the same on both sides and
 * advances both. A change is emitted when its start is reached. A row ends where a clause of either side ends.
 */
export function weaveRows(
  baseClauses: readonly Clause[],
  revisedClauses: readonly Clause[],
  fromBase: readonly Change[],
  intoRevised: readonly Change[],
  carriedBy: Change | null,
): WovenRow[] {
  const rows: WovenRow[] = [];
  let [baseIndex, revisedIndex] = [0, 0];
  let [nextBase, nextRevised] = [0, 0];
  let base = baseClauses[0] ?? null;
  let revised = revisedClauses[0] ?? null;
  let a = base?.start ?? 0;
  let b = revised?.start ?? 0;
  let segments: WovenSegment[] = [];

  for (;;) {
    const deletion = fromBase[nextBase];
    if (base && deletion?.base[0] === a && deletion.base[1] <= base.end) {
      nextBase += 1;
      a = deletion.base[1];
      const move = deletion.class === "move";
      segments.push({
        kind: move ? "moved-away" : "deleted",
        base: deletion.base,
        revised: move ? deletion.revised : null,
        change: deletion,
      });
      continue;
    }
    const insertion = intoRevised[nextRevised];
    if (revised && insertion?.revised[0] === b && insertion.revised[1] <= revised.end) {
      nextRevised += 1;
      b = insertion.revised[1];
      const move = insertion.class === "move";
      segments.push({
        kind: move ? "moved-here" : "inserted",
        base: move ? insertion.base : null,
        revised: insertion.revised,
        change: insertion,
      });
      continue;
    }
    const baseLeft = base ? Math.min(base.end, deletion?.base[0] ?? base.end) - a : 0;
    const revisedLeft = revised ? Math.min(revised.end, insertion?.revised[0] ?? revised.end) - b : 0;
    const length = Math.min(baseLeft, revisedLeft);
    if (length > 0) {
      segments.push({ kind: "kept", base: [a, a + length], revised: [b, b + length], change: carriedBy });
      a += length;
      b += length;
      continue;
    }
    const anotherBase = base && a === base.end ? baseClauses[baseIndex + 1] : undefined;
    const anotherRevised = revised && b === revised.end ? revisedClauses[revisedIndex + 1] : undefined;
    rows.push({ base, revised, segments });
    segments = [];
    if (anotherBase) {
      baseIndex += 1;
      base = anotherBase;
      a = base.start;
    } else if (anotherRevised) {
      revisedIndex += 1;
      revised = anotherRevised;
      b = revised.start;
    } else return rows;
  }
}
