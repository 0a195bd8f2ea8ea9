import type { Comparison, KeptRange, TextRange } from "#core/compare/comparison.ts";
import type { SharedPhrase } from "#core/lineage/same-sentence.ts";
import type { SentenceText } from "#core/compare/words/sentence-text.ts";
import { tokenKind, type Words } from "#core/text/tokens.ts";

/**
 * For each UTF-16 code unit of a text: the numbers of the versions that added it and restored it, and of the proposal
 * with it; its offset in the version that added it; and, if it was added although another clause of an earlier version
 * had it, the number of that version and the offset there.
 */
export interface Traces {
  brought: Int16Array;
  returned: Int16Array;
  proposed: Int32Array;
  broughtAt: Int32Array;
  copiedFrom: Int16Array;
  copiedAt: Int32Array;
}

/** The number of no version and no proposal. */
export const nowhere = -1;

/** Returns the traces of a text of that length, in which nothing has an origin yet. */
export function emptyTraces(length: number): Traces {
  return {
    brought: new Int16Array(length).fill(nowhere),
    returned: new Int16Array(length).fill(nowhere),
    proposed: new Int32Array(length).fill(nowhere),
    broughtAt: new Int32Array(length),
    copiedFrom: new Int16Array(length).fill(nowhere),
    copiedAt: new Int32Array(length),
  };
}

/** Whether two texts have the same word from the same version at their offsets. */
export function isSameOrigin(own: Traces, at: number, from: Traces, there: number): boolean {
  return own.brought[at] === from.brought[there] && own.broughtAt[at] === from.broughtAt[there];
}

/** Copies the origins of words that no nearer version had. `returned` is the version that restored them. */
export function inherit(own: Traces, from: Traces, kept: readonly KeptRange[], returned: number): void {
  for (const [start, end, revised] of kept) {
    for (let at = 0; at < end - start; at += 1) {
      if (own.brought[revised + at] !== nowhere) continue;
      copyTrace(own, from, [revised + at, revised + at + 1, start + at], returned);
    }
  }
}

/** Copies the origin of the text from `start` on to [from, to) of another text. */
export function copyTrace(
  own: Traces,
  source: Traces,
  [from, to, start]: readonly [number, number, number],
  returned: number,
): void {
  for (let at = from; at < to; at += 1) {
    const there = start + at - from;
    own.brought[at] = source.brought[there] ?? nowhere;
    own.broughtAt[at] = source.broughtAt[there] ?? 0;
    own.proposed[at] = source.proposed[there] ?? nowhere;
    own.copiedFrom[at] = source.copiedFrom[there] ?? nowhere;
    own.copiedAt[at] = source.copiedAt[there] ?? 0;
    own.returned[at] = returned === nowhere ? (source.returned[there] ?? nowhere) : returned;
  }
}

/** Marks text as added by a version. With `isCopied`, its origin until now becomes another place that had it. */
export function markAdded(own: Traces, [start, end]: TextRange, number: number, isCopied: boolean): void {
  for (let at = start; at < end; at += 1) {
    own.copiedFrom[at] = isCopied ? (own.brought[at] ?? nowhere) : nowhere;
    own.copiedAt[at] = own.broughtAt[at] ?? 0;
    own.brought[at] = number;
    own.broughtAt[at] = at;
    own.returned[at] = nowhere;
    own.proposed[at] = nowhere;
  }
}

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
  for (let token = 0; token < later.words.count; token += 1) {
    if (!isNew(token)) continue;
    const sentenceEnd = later.sentences[later.sentenceOf[token] ?? 0]?.[1] ?? token;
    let end = token;
    while (end < sentenceEnd && isNew(end)) end += 1;
    const best = longestAt(later, [token, end], earlier);
    const number = later.words.kinds[token] === tokenKind.number ? numberEnd(later.words, token, end) - token : 0;
    const isPassage = wordCount(later.words, token, best.length) >= fewestCopied;
    const isNumber = number >= fewestOfNumber && best.length >= number;
    yield isPassage ? best : isNumber ? { ...best, length: number } : null;
    if (!isPassage && !isNumber) continue;
    token += (isPassage ? best.length : number) - 1;
  }
}

/** Returns the longest sequence of tokens from the start of [start, end) that the earlier version has. */
export function longestAt(
  later: SentenceText,
  [start, end]: readonly [number, number],
  earlier: SentenceText,
): SharedPhrase {
  const [ids, earlierIds] = [later.words.ids, earlier.words.ids];
  let best: SharedPhrase = { later: start, earlier: -1, length: 0 };
  for (const from of positionsOf(earlier).get(pairOf(ids[start], ids[start + 1])) ?? []) {
    const last = earlier.sentences[earlier.sentenceOf[from] ?? 0]?.[1] ?? from;
    let length = 0;
    while (start + length < end && from + length < last && ids[start + length] === earlierIds[from + length]) {
      length += 1;
    }
    if (length > best.length) best = { later: start, earlier: from, length };
  }
  return best;
}

/** Returns the tokens of the earlier version at which it has all of [start, end), which are 2 tokens or more. */
export function startsOfSame(
  later: SentenceText,
  [start, end]: readonly [number, number],
  earlier: SentenceText,
): readonly number[] {
  const [ids, earlierIds] = [later.words.ids.subarray(start, end), earlier.words.ids];
  const starts = positionsOf(earlier).get(pairOf(ids[0], ids[1])) ?? [];
  return starts.filter((from) => ids.every((id, index) => id === earlierIds[from + index]));
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

/**
 * Finds words that changed their position within a clause. The word map leaves a single word out if its neighbours
 * changed, because a redline with isolated kept words is hard to read. Its origin is still the older version: in "that
 * many administrations of" → "that administrations of many", "many" is not new. A word counts only if it occurs once
 * among the other words of each side, because repeated words match by chance.
 */
export function wordsMovedWithinClauses(
  shared: Pick<Comparison, "kept" | "pairs">,
  base: SentenceText,
  revised: SentenceText,
): KeptRange[] {
  const wordsOnceOf = {
    base: singleWordFinder(base, (at) => at[0], shared.kept),
    revised: singleWordFinder(revised, (at) => at[2], shared.kept),
  };
  return shared.pairs
    .filter(({ edited, base, revised }) => edited && base.length > 0 && revised.length > 0)
    .flatMap((pair) => {
      const before = wordsOnceOf.base(pair.base);
      return [...wordsOnceOf.revised(pair.revised)].flatMap(([id, [start, end]]): KeptRange[] => {
        const was = before.get(id);
        return was ? [[...was, start, end]] : [];
      });
    });
}

/**
 * Returns a function that lists the words which occur once among the unmatched words of some clauses, by their number
 * in the lexicon.
 */
function singleWordFinder(
  { text, words }: SentenceText,
  startOf: (kept: KeptRange) => number,
  kept: readonly KeptRange[],
): (clauses: readonly string[]) => Map<number, TextRange> {
  const matched = new Uint8Array(text.text.length);
  for (const range of kept) matched.fill(1, startOf(range), startOf(range) + range[1] - range[0]);
  const indexes = new Map(text.clauses.map(({ id }, index) => [id, index]));
  return (clauses) => {
    const found = new Map<number, TextRange>();
    const repeated = new Set<number>();
    for (const clause of clauses) {
      const index = indexes.get(clause) ?? -1;
      for (let token = words.firsts[index] ?? 0; token < (words.firsts[index + 1] ?? 0); token += 1) {
        const [start = 0, end = 0, id = 0] = [words.starts[token], words.ends[token], words.ids[token]];
        if (words.kinds[token] === tokenKind.mark || matched[start]) continue;
        if (found.has(id)) repeated.add(id);
        found.set(id, [start, end]);
      }
    }
    for (const id of repeated) found.delete(id);
    return found;
  };
}
