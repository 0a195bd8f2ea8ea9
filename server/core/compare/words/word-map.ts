import type { ComparedWords } from "#core/compare/compared-texts.ts";
import type { Workspace } from "#core/compare/words/scratch-arrays.ts";

/** Maps the words of two texts onto each other, in both directions; `unmapped` if a word has no counterpart. */
export interface WordMap {
  toRevised: Int32Array;
  toBase: Int32Array;
  /** Stretches that were not compared in full, in tokens: [baseStart, baseEnd, revisedStart, revisedEnd]. */
  coarse: [number, number, number, number][];
}

/** A word map under construction, with the texts' words and the scratch memory for all steps. */
export interface WordMapDraft extends ComparedWords {
  readonly map: WordMap;
  readonly workspace: Workspace;
}

/** Marks a token without a counterpart. */
export const unmapped = -1;

/** Consecutive tokens of a text. */
export type Stretch = [start: number, end: number];

/**
 * Finds a stretch's position in the other text: from the first to the last of its words there. If none
 * survives, it is one token at the nearest mapped word before.
 */
export function carryStretch([start, end]: Stretch, map: Int32Array, count: number): Stretch {
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
  const position = Math.min(before < 0 ? 0 : (map[before] ?? 0), Math.max(0, count - 1));
  return [position, Math.min(position + 1, count)];
}
