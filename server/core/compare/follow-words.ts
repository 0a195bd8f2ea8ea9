import { unmapped, type WordMap } from "#core/compare/word-map.ts";

/** Words followed through a chain of versions. */
export interface FollowedWords {
  /** From the first version to the last. */
  map: WordMap;
  /** For each token of the first version the last version that has it, by its place in the chain. */
  lastSeen: Int32Array;
  /** For each token of the last version the first version that has it. */
  firstSeen: Int32Array;
}

/**
 * Follows each word through all steps: `steps[i]` maps version i onto version i + 1. What a step found too large to be
 * looked into is named where it stands in the first version and in the last.
 */
export function followWords(steps: readonly WordMap[], baseCount: number, revisedCount: number): FollowedWords {
  const toRevised = Int32Array.from({ length: baseCount }, (_, index) => index);
  const lastSeen = new Int32Array(baseCount).fill(steps.length);
  steps.forEach((step, version) => {
    toRevised.forEach((at, a) => {
      if (at === unmapped) return;
      const next = step.toRevised[at] ?? unmapped;
      toRevised[a] = next;
      if (next === unmapped) lastSeen[a] = version;
    });
  });
  const back = Int32Array.from({ length: revisedCount }, (_, index) => index);
  const firstSeen = new Int32Array(revisedCount);
  [...steps.entries()].reverse().forEach(([version, step]) => {
    back.forEach((at, b) => {
      if (at === unmapped) return;
      const before = step.toBase[at] ?? unmapped;
      back[b] = before;
      if (before === unmapped) firstSeen[b] = version + 1;
    });
  });
  const coarse = coarseAlong(steps);
  return { map: { toRevised, toBase: back, coarse }, lastSeen, firstSeen };
}

/** The coarse stretches of all steps, carried back to the first version and on to the last. */
function coarseAlong(steps: readonly WordMap[]): WordMap["coarse"] {
  return steps.flatMap((step, version) =>
    step.coarse.map(([a, aEnd, b, bEnd]): WordMap["coarse"][number] => {
      const back = steps.slice(0, version).reverse();
      const base = back.reduce<Stretch>(
        (at, { toBase, toRevised }) => carried(at, toBase, toRevised.length),
        [a, aEnd],
      );
      const on = steps.slice(version + 1);
      const revised = on.reduce<Stretch>(
        (at, { toBase, toRevised }) => carried(at, toRevised, toBase.length),
        [b, bEnd],
      );
      return [...base, ...revised];
    }),
  );
}

type Stretch = [start: number, end: number];

/** Where a stretch stands in a neighbouring version: around its words there, or between what stands around it. */
function carried([start, end]: Stretch, map: Int32Array, count: number): Stretch {
  let [low, high] = [count, 0];
  for (let at = start; at < end; at += 1) {
    const to = map[at] ?? unmapped;
    if (to === unmapped) continue;
    low = Math.min(low, to);
    high = Math.max(high, to + 1);
  }
  if (low < high) return [low, high];
  let before = start - 1;
  while (before >= 0 && map[before] === unmapped) before -= 1;
  const place = Math.min(before < 0 ? 0 : (map[before] ?? 0), Math.max(0, count - 1));
  return [place, Math.min(place + 1, count)];
}
