import { carryIndex, type CarryIndex } from "#core/place/carry-range.ts";
import type { ClausePair, Comparison } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A comparison of two versions made ready to carry any number of targets over it. Built once for a pair of versions. */
export interface Carriage {
  base: VersionText;
  revised: VersionText;
  /** Where each word of the base stands in the revised. */
  words: CarryIndex;
  /** What became of each clause of the base, by its id. */
  pairs: ReadonlyMap<string, ClausePair>;
}

/** The carriage from the base to the revised that a comparison of the two makes. */
export function carriageOf(base: VersionText, revised: VersionText, comparison: Comparison): Carriage {
  const pairs = new Map<string, ClausePair>();
  for (const pair of comparison.pairs) for (const clause of pair.base) pairs.set(clause, pair);
  return { base, revised, words: carryIndex(base, revised, comparison), pairs };
}
