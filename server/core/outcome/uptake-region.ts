import { diffArrays } from "diff";
import { firstFrom, type TextMapping } from "#core/place/text-mapping.ts";
import { clauseById, clauseIndex, type VersionText } from "#core/text/clause.ts";
import { isBracket, plainWords, type PlainWord } from "#core/text/tokens.ts";
import { wordIndexOf } from "#core/place/word-index.ts";

/** A word of the revised version in a region where proposed text may be. Offsets are into the version's text. */
export interface RegionWord extends PlainWord {
  /** The index and the citation of its clause. */
  clause: number;
  citation: string;
  /** Index of the same word in the base clause, from 0; null if it comes from no word there. */
  origin: number | null;
}

/** The part of the revised version that is searched for the text proposed for one clause. */
export interface UptakeRegion {
  words: readonly RegionWord[];
  /** Indexes of the base clause's words that still exist anywhere in the revised version. */
  survivors: ReadonlySet<number>;
}

/**
 * Returns the region where a base clause's text may be: the clauses that it became, and those that its words moved to.
 */
export function clauseRegion(clause: string, mapping: TextMapping): UptakeRegion {
  const { base, revised, pairs } = mapping;
  const baseClause = clauseById(base, clause);
  if (!baseClause) return { words: [], survivors: new Set() };
  const clauseWords = wordsOfClause(base, baseClause);
  const places = new Map<number, number>();
  for (const [index, { start, word }] of clauseWords.entries()) {
    const position = isBracket(word) ? undefined : placeOf(start, mapping);
    if (position !== undefined) places.set(position, index);
  }
  const holders = new Set((pairs.get(clause)?.revised ?? []).flatMap((id) => clauseIndex(revised, id) ?? []));
  for (const position of places.keys()) holders.add(revised.clauses.findLastIndex(({ start }) => start <= position));
  const words = [...holders]
    .sort((left, right) => left - right)
    .flatMap((holder) => regionWords(holder, mapping, (start) => places.get(start) ?? null));
  const brackets = sameBrackets(clauseWords, words);
  return {
    words: words.map((word, index) => ({ ...word, origin: word.origin ?? brackets.get(index) ?? null })),
    survivors: new Set([...places.values(), ...brackets.values()]),
  };
}

/**
 * Returns the regions where a new clause's text may be: each clause that has words without a known origin is one
 * region.
 */
export function everyRegion(mapping: TextMapping): readonly UptakeRegion[] {
  const cached = regions.get(mapping);
  if (cached) return cached;
  const mapped = mappedStarts(mapping);
  const all: readonly UptakeRegion[] = mapping.revised.clauses
    .map((_clause, index) => regionWords(index, mapping, (start) => (mapped.has(start) ? -1 : null)))
    .filter((words) => words.some(({ origin, word }) => origin === null && !isBracket(word)))
    .map((words) => ({ words: words.filter(({ origin }) => origin === null), survivors: new Set() }));
  regions.set(mapping, all);
  return all;
}

const regions = new WeakMap<TextMapping, readonly UptakeRegion[]>();

/**
 * Returns a function that gives a word's weight in a version, as in `WordIndex`. A bracket has the weight of a word that
 * is neither rare nor common.
 */
export function weigher(version: VersionText): (word: string) => number {
  const index = wordIndexOf(version);
  const weights = new Map<string, number>();
  return (word) => {
    const cached = weights.get(word);
    if (cached !== undefined) return cached;
    const weight = isBracket(word) ? 1 : index.weightOf(index.idsOf(word)[0] ?? -1);
    weights.set(word, weight);
    return weight;
  };
}

/** Brackets are not in the word map. They count as the same if the words around them are. */
function sameBrackets(base: readonly PlainWord[], revised: readonly PlainWord[]): Map<number, number> {
  const baseIndexes = new Map<number, number>();
  let [from, to] = [0, 0];
  const changes = diffArrays(
    base.map(({ word }) => word),
    revised.map(({ word }) => word),
  );
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      for (const [k, word] of value.entries()) if (isBracket(word)) baseIndexes.set(to + k, from + k);
    }
    if (!added) from += value.length;
    if (!removed) to += value.length;
  }
  return baseIndexes;
}

const read = new WeakMap<VersionText, Map<number, readonly PlainWord[]>>();

/** Returns the words of a clause, cached because every proposal on every earlier draft looks them up. */
function wordsOfClause(version: VersionText, { start, end }: { start: number; end: number }): readonly PlainWord[] {
  const wordsByStart = read.get(version) ?? new Map<number, readonly PlainWord[]>();
  read.set(version, wordsByStart);
  const words = wordsByStart.get(start) ?? readClause(version, start, end);
  wordsByStart.set(start, words);
  return words;
}

function readClause(version: VersionText, start: number, end: number): PlainWord[] {
  return plainWords(version.text.slice(start, end)).map((word) => ({
    word: word.word,
    start: start + word.start,
    end: start + word.end,
  }));
}

function regionWords(
  index: number,
  { revised }: TextMapping,
  originOf: (start: number) => number | null,
): RegionWord[] {
  const clause = revised.clauses[index];
  if (!clause) return [];
  return wordsOfClause(revised, clause).map((word) => ({
    ...word,
    clause: index,
    citation: clause.citation,
    origin: isBracket(word.word) ? null : originOf(word.start),
  }));
}

/** Returns the revised offset of the base word that starts at `start`. */
function placeOf(start: number, { words }: TextMapping): number | undefined {
  const index = firstFrom(words.base.starts, start);
  if (words.base.starts[index] !== start) return undefined;
  const position = words.toRevised[index] ?? -1;
  return position < 0 ? undefined : words.revised.starts[position];
}

const places = new WeakMap<TextMapping, ReadonlySet<number>>();

/** Returns the start offsets of the revised words that the comparison found in the base. */
function mappedStarts(mapping: TextMapping): ReadonlySet<number> {
  const cached = places.get(mapping);
  if (cached) return cached;
  const { words } = mapping;
  const starts = new Set<number>();
  for (const position of words.toRevised) if (position >= 0) starts.add(words.revised.starts[position] ?? -1);
  places.set(mapping, starts);
  return starts;
}
