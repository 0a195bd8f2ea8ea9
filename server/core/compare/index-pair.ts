/** Clauses that are one another, by index. One of the two lists has at most one entry, except both empty never. */
export interface IndexPair {
  base: number[];
  revised: number[];
  /** 0 to 1: how much of the smaller side's words the two share; 1 where a person said so. */
  score: number;
  moved: boolean;
}
