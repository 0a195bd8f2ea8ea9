import type { Side } from "#core/compare/clauses/clause-features.ts";
import type { ComparedTexts } from "#core/compare/compared-texts.ts";
import type { IndexPair } from "#core/compare/comparison.ts";
import {
  type ClauseSets,
  type ContentPair,
  type IndexCandidates,
  isLong,
  type JudgedPair,
  Leftovers,
  type PersonalDecisions,
} from "#core/compare/clauses/leftovers.ts";
import { haveSameNumber, openers } from "#core/compare/clauses/pair-by-place.ts";
import { shareTellingWord } from "#core/compare/clauses/shared-content.ts";
import type { Shares } from "#core/compare/clauses/shares.ts";
import type { WordMap } from "#core/compare/words/word-map.ts";

/** The result of the first pass. */
interface FirstPass {
  map: WordMap;
  shares: Shares;
  pairs: readonly IndexPair[];
}

/** The result of the second pass. */
export interface ContentPairing {
  /** Clauses that content decides on: long enough, and without a firm pair after the first pass. */
  decided: ClauseSets;
  /** The pairs of those clauses that share content, before any of them was accepted. */
  judged: JudgedPair[];
  /** Pairs of the first pass that stay. */
  firm: IndexPair[];
  /** Pairs found by content. */
  found: ContentPair[];
  /** Candidates of the clauses that still have no partner. */
  candidates: Record<Side, IndexCandidates[]>;
  /** Clauses without a partner that share rare words with too many clauses: not all of those were looked at. */
  cut: Record<Side, number[]>;
}

/**
 * A pair that shares less than this part of the smaller clause's words is reconsidered. A moved pair must share more,
 * because its position is no evidence for it.
 */
const firmShare = 0.45;
const firmShareMoved = 0.75;
/** Minimum probability of a pair that is asserted. */
const leastScore = 0.5;
/**
 * Minimum share of all asserted pairs that is expected to be right. Probabilities are cautious: of pairs asserted by this
 * limit, more are right.
 */
const leastPrecision = 0.88;
/** Share of the pairs of the first pass that is right. */
const firmPrecision = 0.99;
/** Accepted pairs can make others certain, but rarely more than twice. */
const mostRounds = 3;
/**
 * Pairs the clauses that the word map left without a partner, by content. Pairs that share few words are reconsidered
 * too. The most probable pairs are accepted first, one to one, down to a minimum probability. Accepted pairs are
 * evidence for their neighbours, so that a second round finds more. Below the minimum, a clause stays without a partner
 * and gets candidates instead.
 *
 * @param fixed people's decisions; linked clauses are not touched, and refused pairs are not proposed
 */
export function pairByContent(texts: ComparedTexts, first: FirstPass, fixed: PersonalDecisions): ContentPairing {
  const { shares, pairs } = first;
  const [weak, firm]: [IndexPair[], IndexPair[]] = [[], []];
  for (const pair of pairs) (isWeak(pair, texts, first, fixed) ? weak : firm).push(pair);
  const left = new Leftovers(texts, shares, firm, fixed);
  const options = left.options(weak);
  const judged = options.flatMap((option) => left.judge(option));
  const asserted = { count: firm.length, right: firmPrecision * firm.length };
  const found: ContentPair[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const pairs = round === 0 ? judged : options.flatMap((option) => left.judge(option));
    const likely = pairs.filter(({ score }) => score >= leastScore);
    const accepted = mostProbable(likely, asserted);
    if (accepted.length === 0) break;
    left.pair(accepted);
    found.push(...accepted);
  }
  const candidates = { base: left.candidates("base"), revised: left.candidates("revised") };
  found.push(...left.parts("base", candidates.base), ...left.parts("revised", candidates.revised));
  found.sort((x, y) => x.base - y.base || x.revised - y.revised);
  return {
    decided: left.all,
    judged,
    firm,
    found,
    candidates: {
      base: candidates.base.filter(({ clause }) => left.isOpen("base", clause)),
      revised: candidates.revised.filter(({ clause }) => left.isOpen("revised", clause)),
    },
    cut: { base: left.cut("base"), revised: left.cut("revised") },
  };
}

/** Whether a pair of the first pass shares so few words, or only words of many clauses, that content should decide. */
function isWeak(
  pair: IndexPair,
  { base, revised, words }: ComparedTexts,
  { map, shares }: FirstPass,
  fixed: ClauseSets,
): boolean {
  const [from, to] = [pair.base[0] ?? 0, pair.revised[0] ?? 0];
  if (pair.base.length + pair.revised.length > 2 || fixed.base.has(from) || fixed.revised.has(to)) return false;
  const [clause, other] = [base.clauses[from], revised.clauses[to]];
  const areLong = isLong(shares, "base", from) && isLong(shares, "revised", to);
  if (pair.moved) {
    return areLong && (pair.score < firmShareMoved || (pair.score < 1 && !shareTellingWord(map, words, from, to)));
  }
  if (openers.has(clause?.kind ?? "")) return false;
  return pair.score < firmShare && (areLong || (haveSameNumber(clause, other) && shares.between([from], [to]) === 0));
}

/** Asserted pairs, and how many of them are expected to be right. */
interface Asserted {
  count: number;
  right: number;
}

/**
 * Takes the most probable pairs first, one to one, as long as enough of all asserted pairs are expected to be right. Adds
 * them to the asserted pairs.
 */
function mostProbable(pairs: JudgedPair[], asserted: Asserted): JudgedPair[] {
  const taken = { base: new Set<number>(), revised: new Set<number>() };
  const accepted: JudgedPair[] = [];
  for (const pair of pairs.sort((x, y) => y.score - x.score || x.base - y.base || x.revised - y.revised)) {
    if (asserted.right + pair.score < leastPrecision * (asserted.count + 1)) break;
    if (taken.base.has(pair.base) || taken.revised.has(pair.revised)) continue;
    taken.base.add(pair.base);
    taken.revised.add(pair.revised);
    asserted.count += 1;
    asserted.right += pair.score;
    accepted.push(pair);
  }
  return accepted;
}
