import { type ClauseLink, linkedClauses } from "#core/compare/clause-link.ts";
import { comparedWords } from "#core/compare/compared-texts.ts";
import { type CompareOptions, comparisonOf } from "#core/compare/compare.ts";
import type { Comparison } from "#core/compare/comparison.ts";
import { followWords, withReturned } from "#core/compare/follow-words.ts";
import { mapWords } from "#core/compare/map-words.ts";
import { pairTexts } from "#core/compare/pairing.ts";
import { unmapped, type WordMap } from "#core/compare/word-map.ts";
import type { VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { wordsOf } from "#core/text/tokens.ts";

/** A comparison through the versions in between, with the source of its word matches. */
export interface ViaComparison {
  comparison: Comparison;
  /** Number of steps through which words were followed; 1 is a direct comparison. */
  steps: number;
  /** Tokens kept at every step. */
  followed: number;
  /** Tokens that were absent in between and came back, as found by the direct comparison. */
  returned: number;
}

interface CompareViaOptions extends CompareOptions {
  /** People's clause links for each step, in order; by default none. */
  stepLinks?: readonly (readonly ClauseLink[])[];
}

/**
 * Compares two versions through the versions in between, in their order. Small steps are each nearly certain, but one
 * large step has to guess. Words are therefore followed from version to version, and the direct comparison only adds
 * words that left and came back. Clauses that one step rewrote are paired by content in that step; the direct pairing
 * only looks at those that the steps left open.
 */
export function compareVia(
  base: VersionText,
  vias: readonly VersionText[],
  revised: VersionText,
  options: CompareViaOptions = {},
): ViaComparison {
  const texts = [base, ...vias, revised];
  const lexicon = new Lexicon();
  const baseWords = wordsOf(base, lexicon);
  const chain = [baseWords, ...vias.map((via) => wordsOf(via, lexicon))];
  const revisedWords = wordsOf(revised, lexicon);
  chain.push(revisedWords);
  const words = comparedWords(baseWords, revisedWords, lexicon);
  const direct = mapWords(words);
  let map = direct;
  let followed = countMapped(direct);
  if (vias.length > 0) {
    const steps = chain.slice(1).map((next, index) => {
      const [from, to] = [texts[index] ?? base, texts[index + 1] ?? revised];
      const step = comparedWords(chain[index] ?? baseWords, next, lexicon);
      const linked = linkedClauses(from, to, options.stepLinks?.[index] ?? []);
      return pairTexts({ base: from, revised: to, words: step }, mapWords(step), linked).map;
    });
    const through = followWords(steps, baseWords.count, revisedWords.count);
    followed = countMapped(through.map);
    map = withReturned(through, direct, baseWords, revisedWords);
  }
  return {
    comparison: comparisonOf({ base, revised, words }, map, { ...options, isFollowed: vias.length > 0 }),
    steps: chain.length - 1,
    followed,
    returned: countMapped(map) - followed,
  };
}

function countMapped(map: WordMap): number {
  return map.toRevised.reduce((count, b) => (b === unmapped ? count : count + 1), 0);
}

/** Further inputs to a comparison of two texts: the intermediate texts in order, and links between clauses. */
export interface CompareBy {
  via: readonly VersionText[];
  links: readonly ClauseLink[];
  /** Links for each step through the intermediate texts. Empty if there are no links. */
  stepLinks: readonly (readonly ClauseLink[])[];
}

/** Compares two texts in the calling thread. */
export function compareTexts(
  base: VersionText,
  revised: VersionText,
  { via, links, stepLinks }: CompareBy,
): ViaComparison {
  return compareVia(base, via, revised, { links, stepLinks });
}
