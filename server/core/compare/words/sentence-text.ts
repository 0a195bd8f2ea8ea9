import type { KeptRange } from "#core/compare/comparison.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Lexicon } from "#core/text/lexicon.ts";
import { tokenKind, type Words, wordsOf } from "#core/text/tokens.ts";

/** A version's words, divided into sentences. No sentence crosses a clause. */
export interface SentenceText {
  text: VersionText;
  words: Words;
  /** The tokens [start, end) of each sentence, in order. */
  sentences: readonly (readonly [start: number, end: number])[];
  /** The index of each token's sentence and of its clause. */
  sentenceOf: Int32Array;
  clauseOf: Int32Array;
  /** The token at each UTF-16 offset where one begins, otherwise -1. */
  tokenAt: Int32Array;
  /** How often each word occurs, by its number in the lexicon. */
  counts: ReadonlyMap<number, number>;
}

/**
 * Divides a version into sentences. Versions that are compared need the same lexicon. Calls `pause` often, because a long
 * text takes a while.
 */
export async function sentenceTextOf(
  text: VersionText,
  lexicon: Lexicon,
  pause: () => Promise<void>,
): Promise<SentenceText> {
  const words = wordsOf(text, lexicon);
  await pause();
  const sentences: [number, number][] = [];
  const sentenceOf = new Int32Array(words.count);
  const clauseOf = new Int32Array(words.count);
  const tokenAt = new Int32Array(text.text.length).fill(-1);
  const counts = new Map<number, number>();
  for (const clause of text.clauses.keys()) {
    const [first, end] = [words.firsts[clause] ?? 0, words.firsts[clause + 1] ?? 0];
    for (let start = first; start < end;) {
      // A mark that ends a sentence and begins this one is a sentence of its own.
      const next = Math.max(start + 1, sentencesAround(words, start, start + 1, words.count)?.[1] ?? end);
      sentenceOf.fill(sentences.length, start, next);
      clauseOf.fill(clause, start, next);
      sentences.push([start, next]);
      start = next;
    }
    for (let token = first; token < end; token += 1) {
      tokenAt[words.starts[token] ?? 0] = token;
      const id = words.ids[token] ?? 0;
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    await pause();
  }
  return { text, words, sentences, sentenceOf, clauseOf, tokenAt, counts };
}

/** Counts the words of some tokens, without marks. */
export function wordsAmong({ kinds }: Words, [start, end]: readonly [number, number]): number {
  let count = 0;
  for (let token = start; token < end; token += 1) if (kinds[token] !== tokenKind.mark) count += 1;
  return count;
}

/** Returns, for each token of the later text, the token of the earlier one that it is, or -1. */
export function keptTokens(earlier: SentenceText, later: SentenceText, kept: readonly KeptRange[]): Int32Array {
  const found = new Int32Array(later.words.count).fill(-1);
  for (const [start, end, revised] of kept) {
    for (let at = start; at < end; at += 1) {
      const [from, to] = [earlier.tokenAt[at] ?? -1, later.tokenAt[revised + at - start] ?? -1];
      if (from >= 0 && to >= 0) found[to] = from;
    }
  }
  return found;
}

/** Minimum words that the comparison matched in two sentences if they are the same one. */
const fewestShared = 3;
/** Minimum share of the shorter sentence's words that are in the other one. */
const leastShare = 0.5;
/** Minimum words of a sentence that is the same only because its text is. Shorter ones recur by chance. */
const fewestOfSameText = 5;

/**
 * Returns, for each sentence of the later text, the earlier sentences that it was: those that share many of its words, or
 * the only one with the same text. `kept` is the result of `keptTokens`.
 */
export function sameSentences(earlier: SentenceText, later: SentenceText, kept: Int32Array): number[][] {
  let sameText: Map<string, number> | undefined;
  return later.sentences.map(([start, end]) => {
    const shared = new Map<number, number>();
    for (let token = start; token < end; token += 1) {
      const from = kept[token] ?? -1;
      if (from < 0 || later.words.kinds[token] === tokenKind.mark) continue;
      const sentence = earlier.sentenceOf[from] ?? -1;
      shared.set(sentence, (shared.get(sentence) ?? 0) + 1);
    }
    const same = [...shared].flatMap(([sentence, count]) =>
      count >= fewestShared && isAlike(earlier, earlier.sentences[sentence], later, [start, end]) ? [sentence] : [],
    );
    if (same.length > 0 || wordsAmong(later.words, [start, end]) < fewestOfSameText) return same;
    sameText ??= sentencesByText(earlier);
    const found = sameText.get(textKey(later, start, end)) ?? -1;
    return found < 0 ? [] : [found];
  });
}

function isAlike(
  earlier: SentenceText,
  range: readonly [number, number] = [0, 0],
  later: SentenceText,
  laterRange: readonly [number, number],
): boolean {
  const left = wordIds(earlier.words, range);
  const words = wordIds(later.words, laterRange);
  const shorter = Math.min(left.length, words.length);
  const shared = words.filter((id) => {
    const at = left.indexOf(id);
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
  return shared.length >= leastShare * shorter;
}

function wordIds({ ids, kinds }: Words, [start, end]: readonly [number, number]): number[] {
  return Array.from(ids.subarray(start, end)).filter((_id, index) => kinds[start + index] !== tokenKind.mark);
}

/** Returns the sentences by their text; -1 for a text that occurs several times. */
function sentencesByText(text: SentenceText): Map<string, number> {
  const found = new Map<string, number>();
  text.sentences.forEach(([start, end], sentence) => {
    const key = textKey(text, start, end);
    found.set(key, found.has(key) ? -1 : sentence);
  });
  return found;
}

function textKey({ words: { ids, kinds } }: SentenceText, start: number, end: number): string {
  // The mark at its end may differ, because a clause may have moved to the end of a list.
  const last = kinds[end - 1] === tokenKind.mark ? end - 1 : end;
  return ids.subarray(start, last).join(" ");
}

/** A mark that ends a sentence or a part of one. */
export const sentenceMark = /^[.!?;:\u061B\u061F\u06D4\u3002\uFF01\uFF1B\uFF1F]$/u;
/** The sentence marks that need no space after them. Any other mark without a space is inside a number or a name. */
const wideMark = /^[\u3002\uFF01\uFF1B\uFF1F]$/u;
/** A mark that closes a quotation, a bracket or markup after a sentence mark. */
const closingMark = /^["'\u2019\u201D\u00BB)\]*_\u300D\u300F\uFF09]$/u;

/** A sentence of fewer words is too weak as evidence: it may occur anywhere. */
export const fewestOfSentence = 6;

/**
 * Returns the tokens [start, end) of the clause that contains [from, to); undefined if no single clause contains all of
 * them.
 */
export function clauseAround({ firsts }: Words, from: number, to: number): [number, number] | undefined {
  let low = 0;
  for (let high = firsts.length - 1; low < high;) {
    const middle = (low + high + 1) >> 1;
    if ((firsts[middle] ?? 0) <= from) low = middle;
    else high = middle - 1;
  }
  const [start, end] = [firsts[low] ?? 0, firsts[low + 1] ?? 0];
  return to <= end ? [start, end] : undefined;
}

/**
 * Returns the tokens [start, end) of the sentence or sentences that contain [from, to), with the mark at their end.
 * Undefined if no single clause contains them all, or if they have more than `most` tokens. A sentence mark at the
 * start of [from, to) belongs to the previous sentence.
 */
export function sentencesAround(words: Words, from: number, to: number, most: number): [number, number] | undefined {
  const clause = clauseAround(words, from, to);
  if (!clause) return undefined;
  let [start, end] = [from, to];
  while (start < to && endsSentence(words, start)) start += 1;
  while (end - start <= most && start > clause[0] && !endsSentence(words, start - 1)) start -= 1;
  while (end - start <= most && end < clause[1] && !endsSentence(words, end - 1)) end += 1;
  return end - start <= most ? [start, end] : undefined;
}

/** Whether a token is the last of a sentence: its mark, or a closing mark after that. */
function endsSentence({ text, starts, ends, kinds, count }: Words, last: number): boolean {
  if (kinds[last] !== tokenKind.mark) return false;
  const markAt = (k: number): string => (kinds[k] === tokenKind.mark ? text.slice(starts[k], ends[k]) : "");
  let k = last;
  while (closingMark.test(markAt(k)) && k > 0 && ends[k - 1] === starts[k]) k -= 1;
  if (!sentenceMark.test(markAt(k))) return false;
  return last + 1 === count || ends[last] !== starts[last + 1] || wideMark.test(markAt(k));
}
