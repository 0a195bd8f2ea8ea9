/** Maps the words of two texts onto each other, in both directions; `unmapped` if a word has no counterpart. */
export interface WordMap {
  toRevised: Int32Array;
  toBase: Int32Array;
  /** Stretches that were too large to align, in tokens: [baseStart, baseEnd, revisedStart, revisedEnd]. */
  coarse: [number, number, number, number][];
}

/** Marks a token without a counterpart. */
export const unmapped = -1;
