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
 * Follows each word through all steps: `steps[i]` maps version i onto version i + 1. Where any step was too large to be
 * looked into, the whole is named coarse.
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
  const coarse: WordMap["coarse"] = steps.some((step) => step.coarse.length > 0)
    ? [[0, baseCount, 0, revisedCount]]
    : [];
  return { map: { toRevised, toBase: back, coarse }, lastSeen, firstSeen };
}
