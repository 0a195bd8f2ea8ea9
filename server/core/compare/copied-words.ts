import type { SharedPhrase } from "#core/compare/same-sentence.ts";
import type { SentenceText } from "#core/compare/sentence-text.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/** Minimum words of a copied passage. Fewer are in other clauses by chance. */
const fewestCopied = 5;
/** Symbols that belong to a number: "1.5 °C", "30 %". */
const unit = /^[°%‰€$£¥₹№]$/u;
/** Minimum tokens of a number that is found again by itself, such as "1.5" or "30 %". A whole number is too common. */
const fewestOfNumber = 2;

/**
 * Finds passages of new words that an earlier version has too, wherever they are, and numbers with a fraction or a unit.
 * Only words that pass `isNew` are looked for. Null is a word at which no passage begins, for callers that do other work
 * in between.
 */
export function* copiedWords(
  later: SentenceText,
  earlier: SentenceText,
  isNew: (token: number) => boolean,
): Generator<SharedPhrase | null> {
  const positions = positionsOf(earlier);
  for (let token = 0; token < later.words.count; token += 1) {
    if (!isNew(token)) continue;
    const sentenceEnd = later.sentences[later.sentenceOf[token] ?? 0]?.[1] ?? token;
    let end = token;
    while (end < sentenceEnd && isNew(end)) end += 1;
    const best = longestAt(later, [token, end], earlier, positions);
    const number = later.words.kinds[token] === tokenKind.number ? numberEnd(later.words, token, end) - token : 0;
    const isPassage = wordCount(later.words, token, best.length) >= fewestCopied;
    const isNumber = number >= fewestOfNumber && best.length >= number;
    yield isPassage ? best : isNumber ? { ...best, length: number } : null;
    if (!isPassage && !isNumber) continue;
    token += (isPassage ? best.length : number) - 1;
  }
}

/** Returns the longest sequence of tokens from the start of [start, end) that the earlier version has. */
function longestAt(
  later: SentenceText,
  [start, end]: readonly [number, number],
  earlier: SentenceText,
  positions: ReadonlyMap<number, readonly number[]>,
): SharedPhrase {
  const [ids, earlierIds] = [later.words.ids, earlier.words.ids];
  let best: SharedPhrase = { later: start, earlier: -1, length: 0 };
  for (const from of positions.get(pairOf(ids[start], ids[start + 1])) ?? []) {
    const last = earlier.sentences[earlier.sentenceOf[from] ?? 0]?.[1] ?? from;
    let length = 0;
    while (start + length < end && from + length < last && ids[start + length] === earlierIds[from + length]) {
      length += 1;
    }
    if (length > best.length) best = { later: start, earlier: from, length };
  }
  return best;
}

/** Returns the end of the number at a token, with its fraction and its unit. */
function numberEnd({ text, starts, ends, kinds }: Words, token: number, limit: number): number {
  const isBeside = (next: number): boolean => next < limit && ends[next - 1] === starts[next];
  let end = token + 1;
  while (isBeside(end) && isBeside(end + 1) && kinds[end] === tokenKind.mark && kinds[end + 1] === tokenKind.number) {
    end += 2;
  }
  if (end < limit && unit.test(text.slice(starts[end], ends[end]))) {
    end += 1;
    if (isBeside(end) && kinds[end] === tokenKind.word) end += 1;
  }
  return end;
}

function wordCount({ kinds }: Words, start: number, length: number): number {
  let count = 0;
  for (let token = start; token < start + length; token += 1) if (kinds[token] !== tokenKind.mark) count += 1;
  return count;
}

const knownPositions = new WeakMap<SentenceText, Map<number, number[]>>();

/**
 * Returns the tokens at which each pair of words begins. Every passage that counts has more words, and a pair is much
 * rarer than a word.
 */
function positionsOf(text: SentenceText): ReadonlyMap<number, readonly number[]> {
  const known = knownPositions.get(text);
  if (known) return known;
  const positions = new Map<number, number[]>();
  const { ids, count } = text.words;
  for (let token = 0; token < count; token += 1) {
    const pair = pairOf(ids[token], ids[token + 1]);
    const list = positions.get(pair);
    if (list) list.push(token);
    else positions.set(pair, [token]);
  }
  knownPositions.set(text, positions);
  return positions;
}

/** Returns a number for two words by their numbers in the lexicon. */
function pairOf(first = -1, second = -1): number {
  return first * 2 ** 26 + second;
}
