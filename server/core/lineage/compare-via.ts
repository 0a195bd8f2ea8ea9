import { type ClauseLink, linkedClauses } from "#core/compare/clauses/clause-link.ts";
import { pairTexts } from "#core/compare/clauses/pairing.ts";
import { type CompareOptions, comparisonOf } from "#core/compare/compare.ts";
import { readTexts } from "#core/compare/compared-texts.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { mapWords } from "#core/compare/words/map-words.ts";
import type { VersionText } from "#core/text/clause.ts";
import {
  countMapped,
  followPairs,
  followWords,
  type Relations,
  relationsOf,
  withReturned,
} from "#core/lineage/relations.ts";

/** A comparison through the versions in between, with the source of its word matches. */
export interface ViaComparison {
  comparison: Comparison;
  /** Number of steps through which words were followed; 1 is a direct comparison. */
  steps: number;
  /** Tokens kept at every step. */
  followed: number;
  /** Tokens that were absent in between and came back, as found by the direct comparison. */
  returned: number;
  /** The relations that a direct comparison found. Null if the comparison went through other versions. */
  relations: Relations | null;
}

/** Further inputs to a comparison of two texts: the steps between them, and links between their clauses. */
export interface CompareBy {
  /** The relations of each step from the first text to the second. Absent or empty is a direct comparison. */
  steps?: readonly Relations[];
  links?: readonly ClauseLink[];
}

/**
 * Compares two texts through the steps between them. Small steps are each nearly certain, but one large step has to guess.
 * Words are therefore followed from version to version, and the direct comparison only adds words that left and came
 * back. Clauses are followed in the same way, through the asserted pairs of each step; the direct pairing only looks at
 * those that the steps left open.
 */
export function compareTexts(
  base: VersionText,
  revised: VersionText,
  { steps = [], links = [] }: CompareBy = {},
): ViaComparison {
  const texts = readTexts(base, revised);
  const { words } = texts;
  const direct = mapWords(words);
  if (steps.length === 0) {
    const { comparison, pairing } = comparisonOf(texts, direct, { links });
    const followed = countMapped(direct);
    return { comparison, steps: 1, followed, returned: 0, relations: relationsOf(pairing, base) };
  }
  const through = followWords(
    steps.map(({ map }) => map),
    words.base.count,
    words.revised.count,
  );
  const followed = countMapped(through.map);
  const map = withReturned(through, direct, words.base, words.revised);
  const chained = followPairs(steps.map(({ pairs }) => pairs));
  const { comparison } = comparisonOf(texts, map, { links, chained, isFollowed: true });
  return { comparison, steps: steps.length, followed, returned: countMapped(map) - followed, relations: null };
}

/** Returns the relations of two neighbouring texts, bound by people's links. */
export function relate(base: VersionText, revised: VersionText, links: readonly ClauseLink[] = []): Relations {
  const texts = readTexts(base, revised);
  return relationsOf(pairTexts(texts, mapWords(texts.words), linkedClauses(base, revised, links)), base);
}

interface CompareViaOptions extends Pick<CompareOptions, "links"> {
  /** People's clause links for each step, in order; by default none. */
  stepLinks?: readonly (readonly ClauseLink[])[];
}

/** Compares two versions through the versions in between, in their order. */
export function compareVia(
  base: VersionText,
  vias: readonly VersionText[],
  revised: VersionText,
  { links = [], stepLinks = [] }: CompareViaOptions = {},
): ViaComparison {
  const chain = vias.length === 0 ? [] : [...vias, revised];
  const steps = chain.map((next, index) => relate(chain[index - 1] ?? base, next, stepLinks[index]));
  return compareTexts(base, revised, { steps, links });
}
