/** A stretch of the base tokens and one of the revised that face each other between two places already aligned. */
export interface Gap {
  base: Int32Array;
  baseStart: number;
  baseEnd: number;
  revised: Int32Array;
  revisedStart: number;
  revisedEnd: number;
  /** What matching a token is worth, by token number. */
  weights: Int32Array;
  /** Aligned words stand right before, or right after: a match that adjoins them opens no new run. */
  joinedBefore: boolean;
  joinedAfter: boolean;
}
