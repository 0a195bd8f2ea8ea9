import { bindWords } from "#core/compare/bind-words.ts";
import { changesOf } from "#core/compare/changes.ts";
import { boundPairs, type ClauseLink } from "#core/compare/clause-link.ts";
import { pairClauses, type BoundPair } from "#core/compare/clause-pairs.ts";
import type { Change, ClausePair, Comparison } from "#core/compare/comparison.ts";
import type { IndexPair } from "#core/compare/index-pair.ts";
import { keptRanges } from "#core/compare/kept-ranges.ts";
import { movedRuns, movedSections } from "#core/compare/moved-runs.ts";
import { PlainChanges } from "#core/compare/plain-changes.ts";
import { makeReadable } from "#core/compare/readable.ts";
import { mirrored, sharesOf, type Shares } from "#core/compare/shares.ts";
import { statsOf } from "#core/compare/stats.ts";
import { weave } from "#core/compare/weave.ts";
import { vocabularyOf, type Vocabulary } from "#core/compare/weights.ts";
import { inOrder, mapWords } from "#core/compare/map-words.ts";
import type { WordMap } from "#core/compare/word-map.ts";
import { clauseAt, type Clause, type VersionText } from "#core/text/clause.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { wordsOf, type Words } from "#core/text/words.ts";

export interface CompareOptions {
  /** What people said about clauses; it overrules what is computed, of clauses and of words. */
  links?: readonly ClauseLink[];
}

/** The number of the algorithm: part of the key under which comparisons are cached. */
export const comparisonNumber = 11;

/**
 * Compares two version texts: what became of every clause, which words are the same words, and the changes a reader is
 * shown. The same input gives the same output, and compare(revised, base) mirrors it.
 */
export function compare(base: VersionText, revised: VersionText, options: CompareOptions = {}): Comparison {
  const lexicon = new Lexicon();
  const baseWords = wordsOf(base, lexicon);
  const revisedWords = wordsOf(revised, lexicon);
  const vocabulary = vocabularyOf(baseWords, revisedWords, lexicon.size);
  const map = mapWords(baseWords, revisedWords, vocabulary);
  return comparisonOf({ base, revised, baseWords, revisedWords, vocabulary }, map, options);
}

/** Two version texts and their words. */
export interface Reading {
  base: VersionText;
  revised: VersionText;
  baseWords: Words;
  revisedWords: Words;
  vocabulary: Vocabulary;
}

/** The comparison that follows from a word map, however the map was found. */
export function comparisonOf(reading: Reading, computed: WordMap, options: CompareOptions = {}): Comparison {
  const { base, revised, baseWords, revisedWords } = reading;
  const bound = boundPairs(base, revised, options.links ?? []);
  const map = bindWords(computed, baseWords, revisedWords, reading.vocabulary, bound);
  const { weights, common } = reading.vocabulary;
  const shares = sharesOf(map, baseWords, revisedWords, weights);
  const indexPairs = pairsOf(reading, shares, bound);
  const woven = weave(indexPairs, map, baseWords, revisedWords);
  const moved = movedRuns(map, woven, baseWords, revisedWords);
  const plain = new PlainChanges(baseWords, revisedWords, weights.length);
  makeReadable(woven, moved, baseWords, revisedWords, common, plain);
  const changes = movedSections(changesOf(reading, woven, moved, plain), woven, reading);
  const pairs = clausePairs(base, revised, indexPairs, changes, shares);
  const kept = keptRanges(map, baseWords, revisedWords);
  return {
    pairs,
    kept,
    changes,
    stats: statsOf(pairs, kept, changes, baseWords, revisedWords),
    coarse: map.coarse.map(([a, aEnd, b, bEnd]) => ({
      base: [baseWords.starts[a] ?? 0, baseWords.ends[aEnd - 1] ?? 0],
      revised: [revisedWords.starts[b] ?? 0, revisedWords.ends[bEnd - 1] ?? 0],
    })),
  };
}

/** The pairs, found from the same side whichever is the base, so that ties fall the same way. */
function pairsOf(reading: Reading, shares: Shares, bound: readonly BoundPair[]): IndexPair[] {
  const { base, revised, baseWords, revisedWords } = reading;
  if (inOrder(baseWords, revisedWords)) return pairClauses(base.clauses, revised.clauses, shares, bound);
  const mirroredBound = bound.map((pair) => ({ base: pair.revised, revised: pair.base }));
  const pairs = pairClauses(revised.clauses, base.clauses, mirrored(shares), mirroredBound);
  return pairs
    .map((pair) => ({ ...pair, base: pair.revised, revised: pair.base }))
    .sort((x, y) => (x.base[0] ?? 0) - (y.base[0] ?? 0));
}

/** Pairs by name: those with a base clause in the base's order, then what was removed and what was added. */
function clausePairs(
  base: VersionText,
  revised: VersionText,
  indexPairs: readonly IndexPair[],
  changes: readonly Change[],
  shares: Shares,
): ClausePair[] {
  const touched = touchedClauses(base, revised, changes);
  const isTouched = (version: VersionText, indexes: readonly number[]): boolean =>
    indexes.some((index) => touched.has(version.clauses[index]));
  const named = indexPairs.map((pair): ClausePair => ({
    relation: pair.base.length > 1 ? "n:1" : pair.revised.length > 1 ? "1:n" : "1:1",
    edited: isTouched(base, pair.base) || isTouched(revised, pair.revised),
    moved: pair.moved,
    renumbered: base.clauses[pair.base[0] ?? 0]?.label !== revised.clauses[pair.revised[0] ?? 0]?.label,
    base: pair.base.map((index) => base.clauses[index]?.id ?? ""),
    revised: pair.revised.map((index) => revised.clauses[index]?.id ?? ""),
    score: pair.score,
  }));
  const takenBase = new Set(indexPairs.flatMap((pair) => pair.base));
  const takenRevised = new Set(indexPairs.flatMap((pair) => pair.revised));
  const alone = (relation: "added" | "removed", id: string, weight: number, kept: number): ClausePair => ({
    relation,
    edited: false,
    moved: false,
    renumbered: false,
    base: relation === "removed" ? [id] : [],
    revised: relation === "added" ? [id] : [],
    score: weight === 0 ? 1 : Math.max(0, 1 - kept / weight),
  });
  const keptBase = new Map<number, number>();
  const keptRevised = new Map<number, number>();
  for (const edge of shares.edges) {
    keptBase.set(edge.base, Math.max(keptBase.get(edge.base) ?? 0, edge.weight));
    keptRevised.set(edge.revised, Math.max(keptRevised.get(edge.revised) ?? 0, edge.weight));
  }
  base.clauses.forEach((clause, index) => {
    if (!takenBase.has(index)) {
      named.push(alone("removed", clause.id, shares.base[index] ?? 0, keptBase.get(index) ?? 0));
    }
  });
  revised.clauses.forEach((clause, index) => {
    if (!takenRevised.has(index)) {
      named.push(alone("added", clause.id, shares.revised[index] ?? 0, keptRevised.get(index) ?? 0));
    }
  });
  return named;
}

/** Clauses in which a change other than their own moving stands: a run that left a clause, or came into it, changed it too. */
function touchedClauses(base: VersionText, revised: VersionText, changes: readonly Change[]): Set<Clause | undefined> {
  const touched = new Set<Clause | undefined>();
  for (const change of changes) {
    const source = clauseAt(base.clauses, change.base[0]);
    const target = clauseAt(revised.clauses, change.revised[0]);
    if (change.class === "move") {
      if (!source || !target || source.end < change.base[1] || target.end < change.revised[1]) continue;
      if (spans(source, change.base) && spans(target, change.revised)) continue;
    }
    if (source && change.base[0] < change.base[1]) touched.add(source);
    if (target && change.revised[0] < change.revised[1]) touched.add(target);
  }
  return touched;
}

function spans(clause: Clause, [start, end]: readonly [number, number]): boolean {
  return clause.start === start && clause.end === end;
}
