import { compareWords, introducesItsAuthor, isCourtesy, isRequest } from "#core/outcome/word-edits.ts";
import { foldVariants } from "#core/text/character-class.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { plainWords } from "#core/text/tokens.ts";

/** The different sentences of texts, by number, and those that are versions of each other. */
export interface SentenceTable {
  /** The different sentences of each text. */
  texts: readonly (readonly number[])[];
  /** Number of words of each sentence. */
  lengths: readonly number[];
  /** Number of words that count if comments are compared: one for a courtesy, all for other sentences. */
  weights: readonly number[];
  /** Whether each sentence asks for something. */
  requests: readonly boolean[];
  /** The sentences that ask for the same in nearly the same words, with the number of words that they share. */
  alike: ReadonlyMap<number, readonly (readonly [sentence: number, shared: number])[]>;
  /** The sentences that ask for nothing and differ in ordinary words, with the number of words that they share. */
  reworded: ReadonlyMap<number, readonly (readonly [sentence: number, shared: number])[]>;
  /** The sentences that share many words but may ask for something else. */
  unlike: ReadonlyMap<number, readonly number[]>;
}

/** Ends of sentences. Thai, Lao, Khmer and Burmese have spaces there and no marks. */
const sentenceEnd =
  /\n+|(?<=[.!?؟۔।][”"»’')]?)\s+|(?<=[。！？][”」』）]?)(?![”」』）])|(?<=[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}])\s+(?=[\p{sc=Thai}\p{sc=Lao}\p{sc=Khmr}\p{sc=Mymr}])/u;

/** Marks before the lines of a quoted mail. */
const quoteMarks = /^[> \t]+/gmu;

/** Line breaks inside a sentence: the next line does not begin with a capital letter. */
const wrap = /(?<!\n)\n(?=[\p{Ll}\p{Lo}\p{N}])/gu;

/** Minimum share of the longer sentence's words in two versions of a sentence: "I agree" and "I do not agree" are such. */
const leastOverlap = 0.5;

/**
 * Minimum share of the longer sentence's words that two sentences have in the same order if one contradicts the other. A
 * sentence that says the same in another style shares fewer.
 */
const leastContradiction = 0.6;

/**
 * Minimum number of copies of a sentence in a form letter. In scripts without capitals, only its words are taken for ordinary
 * ones, because fewer states than that send one text with their own names.
 */
const leastCopies = 5;

/** Finds the sentences of texts and compares those that share many words. */
export function sentenceTable(texts: readonly string[]): SentenceTable {
  const lexicon = new Lexicon();
  const numbers = new Map<string, number>();
  const sentences: string[][] = [];
  const known = new Map<string, number>();
  /** Words that begin with a small letter somewhere, or have none. Others may be names. */
  const ordinary = new Set<string>();
  const numberOf = (piece: string): number => {
    const cached = known.get(piece);
    if (cached !== undefined) return cached;
    const folded = foldVariants(piece);
    const found = plainWords(folded, lexicon);
    for (const { word, start } of found) if (folded.startsWith(word, start)) ordinary.add(word);
    const words = found.map(({ word }) => word);
    const key = words.join(" ");
    const number = numbers.get(key) ?? (words.length > 0 ? sentences.push(words) - 1 : -1);
    if (number >= 0) numbers.set(key, number);
    known.set(piece, number);
    return number;
  };
  const read = texts.map((text) =>
    [...new Set(text.replace(quoteMarks, "").replace(wrap, " ").split(sentenceEnd).map(numberOf))].filter(
      (number) => number >= 0,
    ),
  );
  const requests = sentences.map(isRequest);
  const copies = new Uint32Array(sentences.length);
  for (const own of read) for (const number of own) copies[number] = (copies[number] ?? 0) + 1;
  return {
    texts: read,
    lengths: sentences.map(({ length }) => length),
    weights: sentences.map((words) => (isCourtesy(words) ? 1 : words.length)),
    requests,
    ...relationsOf(sentences, isReworded),
  };

  function isReworded(one: number, other: number, replaced: readonly string[]): boolean {
    const isForm = Math.max(copies[one] ?? 0, copies[other] ?? 0) >= leastCopies;
    const isOrdinary = (word: string): boolean => ordinary.has(word) && (isForm || !/^\p{Lo}/u.test(word));
    return requests[one] === false && requests[other] === false && replaced.every(isOrdinary);
  }
}

/** Number of rare words that a pair of sentences must share before all words are compared. It changes only the time. */
const leastRare = 3;

/**
 * Compares the pairs of sentences that share half of their words. Such a pair shares some of the rarest words of each, so
 * only these are indexed.
 */
function relationsOf(
  sentences: readonly (readonly string[])[],
  isReworded: (one: number, other: number, replaced: readonly string[]) => boolean,
): Pick<SentenceTable, "alike" | "reworded" | "unlike"> {
  const alike = new Map<number, (readonly [number, number])[]>();
  const reworded = new Map<number, (readonly [number, number])[]>();
  const unlike = new Map<number, number[]>();
  const counts = new Map<string, number>();
  const sets = sentences.map((words) => new Set(words));
  for (const set of sets) for (const word of set) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rank = new Map(
    [...counts].sort(([a, n], [b, m]) => n - m || (a < b ? -1 : 1)).map(([word], index) => [word, index] as const),
  );
  const ranked = sets.map((set) => Int32Array.from(set, (word) => rank.get(word) ?? 0).sort());
  const index = new Map<number, number[]>();
  const order = ranked.map((_, number) => number);
  order.sort((one, other) => (ranked[one]?.length ?? 0) - (ranked[other]?.length ?? 0) || one - other);
  const hits = new Uint32Array(sentences.length);
  for (const number of order) {
    const words = ranked[number] ?? new Int32Array();
    const least = Math.ceil(leastOverlap * words.length);
    const rarest = words.subarray(0, words.length - least + leastRare);
    const hit: number[] = [];
    for (const word of rarest)
      for (const other of index.get(word) ?? []) {
        const before = hits[other] ?? 0;
        if (before === 0) hit.push(other);
        hits[other] = before + 1;
      }
    for (const other of hit) {
      const isCandidate = (hits[other] ?? 0) >= Math.min(leastRare, least);
      hits[other] = 0;
      if (isCandidate && overlaps(words, ranked[other] ?? words, least)) relate(number, other);
    }
    // Longer sentences follow. They must share half of their own words, so at least half of this one's.
    for (const word of rarest) {
      const listed = index.get(word);
      if (listed) listed.push(number);
      else index.set(word, [number]);
    }
  }
  return { alike, reworded, unlike };

  function relate(one: number, other: number): void {
    const [left, right] = [sentences[one] ?? [], sentences[other] ?? []];
    const { shared, difference, replaced } = compareWords(left, right);
    if (difference === "slight") add(alike, [other, shared], [one, shared]);
    else if (shared < leastContradiction * Math.max(left.length, right.length)) return;
    else if (difference === "words" && isReworded(one, other, replaced)) add(reworded, [other, shared], [one, shared]);
    else if (!introducesItsAuthor(left) || !introducesItsAuthor(right)) add(unlike, other, one);

    function add<Item>(relation: Map<number, Item[]>, toOther: Item, toOne: Item): void {
      relation.set(one, [...(relation.get(one) ?? []), toOther]);
      relation.set(other, [...(relation.get(other) ?? []), toOne]);
    }
  }
}

/** Whether two sorted lists have at least this many numbers in common. */
function overlaps(one: Int32Array, other: Int32Array, least: number): boolean {
  let missing = least;
  for (let at = 0, to = 0; missing > 0;) {
    if (one.length - at < missing || other.length - to < missing) return false;
    const [left = 0, right = 0] = [one[at], other[to]];
    if (left === right) missing -= 1;
    if (left <= right) at += 1;
    if (right <= left) to += 1;
  }
  return true;
}
