import type { Run } from "#core/compare/anchors.ts";
import { islandCost } from "#core/compare/weights.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import type { Words } from "#core/text/words.ts";

/** Between edits this small nothing is stranded. */
const smallestEdit = 2;
/** What one pass drops may strand another; after these passes it is enough. */
const mostPasses = 8;

/** Unmaps the runs that are worth less than what surviving between the edits beside them costs. */
export function dropIslands(map: WordMap, base: Words, revised: Words, weights: Int32Array): void {
  let passes = 1;
  while (passes < mostPasses && dropOnce(map, base, revised, weights) > 0) passes += 1;
}

function dropOnce(map: WordMap, base: Words, revised: Words, weights: Int32Array): number {
  const runs = runsOf(map);
  let dropped = 0;
  let before: Run = { base: 0, revised: 0, length: 0 };
  for (const [index, run] of runs.entries()) {
    const after = runs[index + 1] ?? { base: base.count, revised: revised.count, length: 0 };
    const edits = [editBetween(before, run), editBetween(run, after)] as const;
    before = run;
    if (Math.min(...edits) <= smallestEdit) continue;
    let worth = 0;
    for (let k = 0; k < run.length; k += 1) worth += weights[base.ids[run.base + k] ?? 0] ?? 0;
    if (worth >= islandCost(...edits)) continue;
    map.toRevised.fill(unmapped, run.base, run.base + run.length);
    map.toBase.fill(unmapped, run.revised, run.revised + run.length);
    dropped += 1;
  }
  return dropped;
}

/** Tokens of both sides between two runs. Where the second stands elsewhere in the revised, that is far. */
function editBetween(before: Run, after: Run): number {
  return after.base - before.base - before.length + Math.abs(after.revised - before.revised - before.length);
}

/** The maximal runs of mapped tokens, in base order. */
export function runsOf(map: WordMap): Run[] {
  const runs: Run[] = [];
  const { toRevised } = map;
  for (let a = 0; a < toRevised.length;) {
    const b = toRevised[a] ?? unmapped;
    if (b === unmapped) {
      a += 1;
      continue;
    }
    let length = 1;
    while (a + length < toRevised.length && toRevised[a + length] === b + length) length += 1;
    runs.push({ base: a, revised: b, length });
    a += length;
  }
  return runs;
}
