/** Which word of one text is which word of the other, both ways; `unmapped` where it is none. */
export interface WordMap {
  toRevised: Int32Array;
  toBase: Int32Array;
  /** Stretches, in tokens, that were too large to be looked into: [baseStart, baseEnd, revisedStart, revisedEnd]. */
  coarse: [number, number, number, number][];
}

/** The number of no word. */
export const unmapped = -1;
