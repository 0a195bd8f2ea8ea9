import type { Side } from "#core/compare/clauses/clause-features.ts";
import { bindWords, fillWords, type LinkedClauses } from "#core/compare/clauses/clause-link.ts";
import { enough, type KnownPair, pairClauses } from "#core/compare/clauses/clause-pairs.ts";
import { pairByContent } from "#core/compare/clauses/content-pairs.ts";
import type { ContentPair, IndexCandidates } from "#core/compare/clauses/leftovers.ts";
import { alignOptions, type OptionAlignment } from "#core/compare/clauses/option-alignment.ts";
import { type IndexChoice, pairOpeners } from "#core/compare/clauses/option-choices.ts";
import { byPlaceScore } from "#core/compare/clauses/pair-by-place.ts";
import { haveSameWords, sharedContent, shareTellingWord } from "#core/compare/clauses/shared-content.ts";
import { mirrored, type Shares, sharesOf } from "#core/compare/clauses/shares.ts";
import type { ComparedTexts, ComparedWords } from "#core/compare/compared-texts.ts";
import type { IndexPair } from "#core/compare/comparison.ts";
import { inOrder } from "#core/compare/words/map-words.ts";
import { carryStretch, type Stretch, unmapped, type WordMap } from "#core/compare/words/word-map.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** The paired clauses of two texts, and the word map that agrees with them. */
export interface Pairing {
  /** In base order. */
  pairs: IndexPair[];
  map: WordMap;
  shares: Shares;
  /** Likely counterparts of base clauses without a partner. */
  candidates: IndexCandidates[];
  /** Likely origins of revised clauses without a partner. */
  origins: IndexCandidates[];
  /** Choices between options. */
  choices: IndexChoice[];
}

/** A clause with a counterpart of at least this probability is not paired by its number alone. */
const likelyElsewhere = 0.3;

/** Returns the clauses without a partner that have a likely candidate, and those candidates. */
function likelyClauses({ base, revised }: Record<Side, IndexCandidates[]>): Record<Side, ReadonlySet<number>> {
  const sets = { base: new Set<number>(), revised: new Set<number>() };
  for (const [lists, own, other] of [
    [base, sets.base, sets.revised],
    [revised, sets.revised, sets.base],
  ] as const) {
    for (const { clause, likely } of lists) {
      const [best] = likely;
      if (!best || best.score < likelyElsewhere) continue;
      own.add(clause);
      other.add(best.clause);
    }
  }
  return sets;
}

/** Kinds of clauses that are never paired with a heading of other words. */
const mayBeText: ReadonlySet<string> = new Set(["paragraph", "item", "recital", "operative"]);

/** Minimum score of a pair whose words are mapped onto each other. */
const certain = 0.97;

/**
 * Pairs the clauses of two texts in two passes. The first uses the words they share by the word map. The second looks
 * at the content of clauses that are left over, and maps the words inside the pairs it finds.
 *
 * @param linked people's decisions; they override both passes
 * @param chained pairs that the versions between lead to; they come before both passes
 */
export function pairTexts(
  texts: ComparedTexts,
  computed: WordMap,
  linked: LinkedClauses,
  chained: readonly KnownPair[] = [],
): Pairing {
  // Both directions start from the same side, so that ties have the same result.
  if (inOrder(texts.words.base, texts.words.revised)) return pairInOrder(texts, computed, linked, chained);
  const mirroredLinks: LinkedClauses = {
    bound: linked.bound.map(({ base, revised }) => ({ base: revised, revised: base })),
    isRefused: (base, revised) => linked.isRefused(revised, base),
  };
  const { pairs, map, shares, candidates, origins, choices } = pairInOrder(
    mirroredTexts(texts),
    mirroredMap(computed),
    mirroredLinks,
    chained.map((pair) => ({ ...pair, base: pair.revised, revised: pair.base })),
  );
  return {
    pairs: pairs
      .map((pair) => ({ ...pair, base: pair.revised, revised: pair.base }))
      .sort((x, y) => (x.base[0] ?? 0) - (y.base[0] ?? 0)),
    map: mirroredMap(map),
    shares: mirrored(shares),
    candidates: origins,
    origins: candidates,
    choices: choices.map((choice) => ({ ...choice, side: choice.side === "base" ? "revised" : "base" })),
  };
}

function pairInOrder(
  texts: ComparedTexts,
  computed: WordMap,
  linked: LinkedClauses,
  chained: readonly KnownPair[],
): Pairing {
  const { words } = texts;
  const { bound } = linked;
  const [base, revised] = [texts.base.clauses, texts.revised.clauses];
  const { paired: alignedOptions, choices, ...options } = optionsOf(texts, computed, linked);
  // A heading and a paragraph are the same clause only if the file marks the same words in another way.
  const areUnlike = (from: number, to: number): boolean =>
    (base[from]?.kind === "heading") !== (revised[to]?.kind === "heading") &&
    (mayBeText.has(base[from]?.kind ?? "") || mayBeText.has(revised[to]?.kind ?? "")) &&
    !haveSameWords(words, from, to);
  const isRefused = (from: number, to: number): boolean =>
    linked.isRefused(from, to) || options.isRefused(from, to) || areUnlike(from, to);
  const firstMap = bindWords(bindWords(computed, words, options.bound), words, bound);
  const firstShares = sharesOf(firstMap, words);
  // The text in place of options that were all deleted is found with them (pairOpeners).
  const isOpener = ({ base: from, revised: to }: KnownPair): boolean =>
    choices.some(({ side, opener, chosen }) => chosen < 0 && opener === (side === "base" ? from : to));
  const ofChains = consistent(
    chained.filter((pair) => !isOpener(pair)),
    firstShares,
    bound,
    isRefused,
  );
  const inChains = clausesOf(ofChains);
  const ofOptions = [
    ...ofChains,
    ...alignedOptions.filter(({ base: from, revised: to }) => !inChains.base.has(from) && !inChains.revised.has(to)),
  ];
  const shareContent = (from: number, to: number): boolean =>
    sharedContent(words, from, to).ranges.base.length > 0 || haveSameWords(words, from, to);
  const first = pairClauses(base, revised, firstShares, { bound, isRefused, shareContent, known: ofOptions });
  if (base.length === 1 && revised.length === 1) {
    const pairs = first.length > 0 || bound.length > 0 || isRefused(0, 0) ? first : onlyClauses(texts);
    return { pairs, map: firstMap, shares: firstShares, candidates: [], origins: [], choices };
  }
  const fixed = { ...clausesOf([...bound, ...ofOptions]), isRefused };
  const { firm, found, candidates, cut, decided, judged } = pairByContent(
    texts,
    { map: firstMap, shares: firstShares, pairs: first },
    fixed,
  );
  const coarse = [...firstMap.coarse, ...cutStretches(words, firstMap, cut)];
  const likely = likelyClauses(candidates);
  /** Whether two clauses have nothing in common but their number, and one of them has another likely counterpart. */
  const isElsewhere = (from: number, to: number): boolean =>
    (likely.base.has(from) || likely.revised.has(to)) && firstShares.between([from], [to]) === 0;
  if (found.length === 0 && firm.length === first.length) {
    pairOpeners(texts, first, choices);
    return {
      pairs: first,
      map: { ...firstMap, coarse },
      shares: firstShares,
      ...openCandidates(candidates.base, candidates.revised),
      choices,
    };
  }
  // A pair that the first pass had in its place keeps its words and its score.
  const inPlace = new Map(first.filter(({ moved }) => !moved).map((pair) => [pair.base[0], pair]));
  const isNew = ({ base: from, revised: to }: ContentPair): boolean => inPlace.get(from)?.revised[0] !== to;
  // In an uncertain pair, words that happen to be the same would count as kept.
  const map = fillWords(
    firstMap,
    words,
    found.filter((pair) => pair.score >= certain && isNew(pair)),
  );
  const shares = map === firstMap ? firstShares : sharesOf(map, words);
  const kept = firm.flatMap((pair) =>
    pair.base.flatMap((from) => pair.revised.map((to) => ({ base: from, revised: to, score: pair.score }))),
  );
  const known = [
    ...ofOptions,
    ...kept.filter(({ base: from, revised: to }) => !fixed.base.has(from) && !fixed.revised.has(to)),
    ...found.map((pair) =>
      isNew(pair) ? pair : { ...pair, score: Math.max(pair.score, inPlace.get(pair.base)?.score ?? 0) },
    ),
  ];
  const judgedPairs = new Set(judged.map(({ base: from, revised: to }) => from * revised.length + to));
  const isJudged = (from: number, to: number): boolean => judgedPairs.has(from * revised.length + to);
  const isDecided = (from: number, to: number): boolean => decided.base.has(from) && decided.revised.has(to);
  const shareEnough = (from: number, to: number): boolean => {
    const smaller = Math.min(shares.base[from] ?? 0, shares.revised[to] ?? 0);
    return shares.between([from], [to]) >= enough * smaller || shareTellingWord(map, words, from, to);
  };
  const pairs = pairClauses(base, revised, shares, {
    bound,
    isRefused: (from, to) => isRefused(from, to) || isElsewhere(from, to),
    known,
    shareContent,
    mayPair: (from, to) => !isDecided(from, to),
    mayPairInPlace: (from, to) => !isDecided(from, to) || (!isJudged(from, to) && shareEnough(from, to)),
  });
  pairOpeners(texts, pairs, choices);
  const paired = {
    base: new Set(pairs.flatMap((pair) => pair.base)),
    revised: new Set(pairs.flatMap((pair) => pair.revised)),
  };
  return {
    pairs,
    map: { ...map, coarse },
    shares,
    ...openCandidates(
      candidates.base.filter(({ clause }) => !paired.base.has(clause)),
      candidates.revised.filter(({ clause }) => !paired.revised.has(clause)),
    ),
    choices,
  };

  /** Leaves out the options that were not chosen: it is known what became of them. */
  function openCandidates(from: IndexCandidates[], to: IndexCandidates[]): Pick<Pairing, "candidates" | "origins"> {
    return {
      candidates: from.filter(({ clause }) => !options.isPassedOver("base", clause)),
      origins: to.filter(({ clause }) => !options.isPassedOver("revised", clause)),
    };
  }
}

function clausesOf(pairs: readonly KnownPair[]): Record<Side, Set<number>> {
  return { base: new Set(pairs.map(({ base }) => base)), revised: new Set(pairs.map(({ revised }) => revised)) };
}

/**
 * Chooses among chains those that make one to one pairs, splits and mergers, and contradict no person: the chains whose
 * clauses share most words first, then the most certain.
 */
function consistent(
  chained: readonly KnownPair[],
  shares: Shares,
  bound: readonly KnownPair[],
  isRefused: (base: number, revised: number) => boolean,
): KnownPair[] {
  const decided = clausesOf(bound);
  const [toRevised, toBase] = [new Map<number, number[]>(), new Map<number, number[]>()];
  return chained
    .filter(
      ({ base, revised }) => !decided.base.has(base) && !decided.revised.has(revised) && !isRefused(base, revised),
    )
    .map((pair) => ({ pair, weight: shares.between([pair.base], [pair.revised]) }))
    .sort((x, y) => y.weight - x.weight || (y.pair.score ?? 0) - (x.pair.score ?? 0))
    .map(({ pair }) => pair)
    .filter(({ base, revised }) => {
      const [parts, wholes] = [toRevised.get(base) ?? [], toBase.get(revised) ?? []];
      const isPart = wholes.length === 0 && parts.every((part) => toBase.get(part)?.length === 1);
      const isWhole = parts.length === 0 && wholes.every((whole) => toRevised.get(whole)?.length === 1);
      if (!isPart && !isWhole) return false;
      toRevised.set(base, [...parts, revised]);
      toBase.set(revised, [...wholes, base]);
      return true;
    })
    .sort((x, y) => x.base - y.base || x.revised - y.revised);
}

/** Aligns the options of two texts, except for clauses that people linked. */
function optionsOf(texts: ComparedTexts, map: WordMap, { bound }: LinkedClauses): OptionAlignment {
  const linked = {
    base: new Set(bound.map((pair) => pair.base)),
    revised: new Set(bound.map((pair) => pair.revised)),
  };
  return alignOptions(texts, map, (side, clause) => !linked[side].has(clause));
}

/** Lists clauses whose counterparts were not all looked up, as stretches of both texts. */
function cutStretches(
  { base, revised }: ComparedWords,
  { toRevised, toBase }: WordMap,
  cut: Record<Side, number[]>,
): WordMap["coarse"] {
  const stretch = ({ firsts }: Words, clause: number): Stretch => [firsts[clause] ?? 0, firsts[clause + 1] ?? 0];
  return [
    ...cut.base.map((clause): WordMap["coarse"][number] => {
      const own = stretch(base, clause);
      return [...own, ...carryStretch(own, toRevised, revised.count)];
    }),
    ...cut.revised.map((clause): WordMap["coarse"][number] => {
      const own = stretch(revised, clause);
      return [...carryStretch(own, toBase, base.count), ...own];
    }),
  ];
}

/** Minimum number of telling words that the only clauses of two texts share if they are the same clause. */
const fewestTelling = 2;

/** Pairs the only clauses of two texts. No other clause tells how rare their words are. */
function onlyClauses({ base, revised, words }: ComparedTexts): IndexPair[] {
  const isSameKind = base.clauses[0]?.kind === revised.clauses[0]?.kind;
  if (!isSameKind || sharedContent(words, 0, 0).telling.length < fewestTelling) return [];
  return [{ base: [0], revised: [0], score: byPlaceScore, moved: false }];
}

function mirroredTexts({ base, revised, words }: ComparedTexts): ComparedTexts {
  return {
    base: revised,
    revised: base,
    words: { base: words.revised, revised: words.base, vocabulary: words.vocabulary },
  };
}

function mirroredMap({ toRevised, toBase, coarse }: WordMap): WordMap {
  return {
    toRevised: toBase,
    toBase: toRevised,
    coarse: coarse.map(([a, aEnd, b, bEnd]) => [b, bEnd, a, aEnd]),
  };
}

/** Minimum score of a pair in which a lone word is the same word. */
const certainPair = 0.7;
/**
 * A clause that shares less than this part of the smaller one's words was rewritten. In others, the word map is more
 * reliable than lone words.
 */
const rewrittenShare = 0.45;
/** Occurrences of a lone word in both texts: one in each. With three or more, drafts with a known history lose accuracy. */
const occurrences = 2;

/**
 * Returns the word map with the lone words of certain pairs of rewritten clauses mapped: those that each text has once.
 * The map is for what follows words, such as comments and word origins. It is not for the changes to show, in which a
 * kept word between two changes is hard to read.
 */
export function withLoneWords(
  { map, shares, pairs }: Pick<Pairing, "map" | "shares" | "pairs">,
  words: ComparedWords,
): WordMap {
  const { base, revised, vocabulary } = words;
  const [toRevised, toBase] = [map.toRevised.slice(), map.toBase.slice()];
  // The only clauses of two texts are certain to correspond, as far as anything does.
  const areAlone = base.firsts.length + revised.firsts.length === 4;
  for (const { base: from, revised: to, score } of pairs) {
    if (from.length + to.length > 2 || (score < certainPair && !areAlone)) continue;
    const smaller = Math.min(shares.base[from[0] ?? 0] ?? 0, shares.revised[to[0] ?? 0] ?? 0);
    if (shares.between(from, to) >= rewrittenShare * smaller) continue;
    const left = leftOver(base, from[0] ?? 0, toRevised);
    if (left.size === 0) continue;
    for (const [id, b] of leftOver(revised, to[0] ?? 0, toBase)) {
      const a = left.get(id);
      if (a === undefined || vocabulary.counts[id] !== occurrences || vocabulary.common[id] === 1) continue;
      toRevised[a] = b;
      toBase[b] = a;
    }
  }
  return { toRevised, toBase, coarse: map.coarse };
}

/** Returns the position of each word of a clause without a counterpart, by the word's number. */
function leftOver({ firsts, ids, kinds }: Words, clause: number, mapped: Int32Array): Map<number, number> {
  const left = new Map<number, number>();
  for (let at = firsts[clause] ?? 0; at < (firsts[clause + 1] ?? 0); at += 1) {
    if (mapped[at] !== unmapped || kinds[at] === tokenKind.mark) continue;
    left.set(ids[at] ?? 0, at);
  }
  return left;
}
