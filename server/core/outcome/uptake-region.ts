import { diffArrays } from "diff";
import type { Carriage } from "#core/place/text-mapping.ts";
import { clauseById, clauseIndex } from "#core/text/clause-index.ts";
import { isBracket, plainWords, type PlainWord } from "#core/text/tokens.ts";
import { wordIndexOf } from "#core/place/word-index.ts";
import type { TextRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";

/** A word of the revised in a place where what was proposed may stand. Offsets are into the version's text. */
export interface RegionWord extends PlainWord {
  /** The number of its clause, and how that is cited. */
  clause: number;
  citation: string;
  /** Which word of the base clause it is, from 0; null where it is none of them. */
  origin: number | null;
}

/** The part of the revised in which words proposed for one clause are looked for. */
export interface UptakeRegion {
  words: readonly RegionWord[];
  /** The words of the base clause that stand anywhere in the revised, by number. */
  survivors: ReadonlySet<number>;
}

/** Where the words of a clause of the base may stand: in the clauses it became, and in those its words went to. */
export function clauseRegion(clause: string, carriage: Carriage): UptakeRegion {
  const { base, revised, pairs } = carriage;
  const found = clauseById(base, clause);
  if (!found) return { words: [], survivors: new Set() };
  const own = wordsOfClause(base, found);
  const places = new Map<number, number>();
  for (const [index, { start, word }] of own.entries()) {
    const place = isBracket(word) ? undefined : placeOf(start, carriage);
    if (place !== undefined) places.set(place, index);
  }
  const holders = new Set((pairs.get(clause)?.revised ?? []).flatMap((id) => clauseIndex(revised, id) ?? []));
  for (const place of places.keys()) holders.add(revised.clauses.findLastIndex(({ start }) => start <= place));
  const words = [...holders]
    .sort((one, other) => one - other)
    .flatMap((holder) => regionWords(holder, carriage, (start) => places.get(start) ?? null));
  const brackets = sameBrackets(own, words);
  return {
    words: words.map((word, index) => ({ ...word, origin: word.origin ?? brackets.get(index) ?? null })),
    survivors: new Set([...places.values(), ...brackets.values()]),
  };
}

/** Where the words of a new clause may stand: any clause with a word that stood nowhere before, each by itself. */
export function everyRegion(carriage: Carriage): readonly UptakeRegion[] {
  const made = regions.get(carriage);
  if (made) return made;
  const known = knownPlaces(carriage);
  const all: readonly UptakeRegion[] = carriage.revised.clauses
    .map((_clause, index) => regionWords(index, carriage, (start) => (known.has(start) ? -1 : null)))
    .filter((words) => words.some(({ origin, word }) => origin === null && !isBracket(word)))
    .map((words) => ({ words: words.filter(({ origin }) => origin === null), survivors: new Set() }));
  regions.set(carriage, all);
  return all;
}

const regions = new WeakMap<Carriage, readonly UptakeRegion[]>();

/** How much a word tells: see `WordIndex`. A bracket tells as much as a word that is neither rare nor common. */
export function weigher(carriage: Carriage): (word: string) => number {
  const index = wordIndexOf(carriage.revised);
  const weights = new Map<string, number>();
  return (word) => {
    const known = weights.get(word);
    if (known !== undefined) return known;
    const weight = isBracket(word) ? 1 : index.weightOf(index.idsOf(word)[0] ?? -1);
    weights.set(word, weight);
    return weight;
  };
}

/** Brackets are not in the word map: they are the same where the words around them are. */
function sameBrackets(base: readonly PlainWord[], revised: readonly PlainWord[]): Map<number, number> {
  const same = new Map<number, number>();
  let [from, to] = [0, 0];
  const changes = diffArrays(
    base.map(({ word }) => word),
    revised.map(({ word }) => word),
  );
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      for (const [k, word] of value.entries()) if (isBracket(word)) same.set(to + k, from + k);
    }
    if (!added) from += value.length;
    if (!removed) to += value.length;
  }
  return same;
}

const read = new WeakMap<VersionText, Map<number, readonly PlainWord[]>>();

/** The words of a clause, read once: a draft is asked about by every proposal on every draft before it. */
function wordsOfClause(version: VersionText, { start, end }: { start: number; end: number }): readonly PlainWord[] {
  const known = read.get(version) ?? new Map<number, readonly PlainWord[]>();
  read.set(version, known);
  const words = known.get(start) ?? readClause(version, start, end);
  known.set(start, words);
  return words;
}

function readClause(version: VersionText, start: number, end: number): PlainWord[] {
  return plainWords(version.text.slice(start, end)).map((word) => ({
    word: word.word,
    start: start + word.start,
    end: start + word.end,
  }));
}

function regionWords(index: number, { revised }: Carriage, originOf: (start: number) => number | null): RegionWord[] {
  const clause = revised.clauses[index];
  if (!clause) return [];
  return wordsOfClause(revised, clause).map((word) => ({
    ...word,
    clause: index,
    citation: clause.citation,
    origin: isBracket(word.word) ? null : originOf(word.start),
  }));
}

/** Where a word of the base stands in the revised. */
function placeOf(start: number, { words }: Carriage): number | undefined {
  const index = firstFrom(words.base.starts, start);
  if (words.base.starts[index] !== start) return undefined;
  const place = words.toRevised[index] ?? -1;
  return place < 0 ? undefined : words.revised.starts[place];
}

const places = new WeakMap<Carriage, ReadonlySet<number>>();

/** Where words of the revised begin that the comparison knows from the base. */
function knownPlaces(carriage: Carriage): ReadonlySet<number> {
  const known = places.get(carriage);
  if (known) return known;
  const { words } = carriage;
  const made = new Set<number>();
  for (const place of words.toRevised) if (place >= 0) made.add(words.revised.starts[place] ?? -1);
  places.set(carriage, made);
  return made;
}

/** The first index whose number is at least `least`, in ascending numbers. */
function firstFrom(numbers: Int32Array, least: TextRange[0]): number {
  let low = 0;
  for (let high = numbers.length; low < high;) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return low;
}
